/** Tokens of OpenID Connect providers, verified against the keys that those publish. */
package io.sluice.lake.webidentity;
