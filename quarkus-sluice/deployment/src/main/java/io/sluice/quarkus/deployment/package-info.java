/** What Quarkus is told at build time, and the configuration of it. */
package io.sluice.quarkus.deployment;
