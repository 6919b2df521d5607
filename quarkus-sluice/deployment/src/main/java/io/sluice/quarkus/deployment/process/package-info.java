/** Processes that applications start, share and leave behind for each other. */
package io.sluice.quarkus.deployment.process;
