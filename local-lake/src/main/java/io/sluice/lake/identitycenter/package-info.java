/** IAM Identity Center: its directory, and the exchange of a provider's token for an identity that AWS services know. */
package io.sluice.lake.identitycenter;
