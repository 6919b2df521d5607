/** The OIDC provider as a process: people of the catalogue sign in, to the applications that are being developed. */
package io.sluice.quarkus.deployment.signin;
