/** Who a signed request comes from: users, roles and their sessions, with their keys and policies. */
package io.sluice.lake.principals;
