/** The front door for accounts without S3 Object Lambda: views by HTTP, behind a function URL or OIDC. */
package io.sluice.redaction.door.http;
