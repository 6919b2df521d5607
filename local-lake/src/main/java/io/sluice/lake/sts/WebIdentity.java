package io.sluice.lake.sts;

/**
 * Whom a web identity token is about, once it was verified.
 *
 * @param provider the provider's ARN
 * @param audience the client that the token is for
 */
public record WebIdentity(String provider, String audience, String subject) {}
