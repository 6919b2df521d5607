/** The Security Token Service: who am I, and sessions of roles. */
package io.sluice.lake.sts;
