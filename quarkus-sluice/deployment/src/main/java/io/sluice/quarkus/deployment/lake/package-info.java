/** The lake as a process: who starts it, who shares it, when it ends. */
package io.sluice.quarkus.deployment.lake;
