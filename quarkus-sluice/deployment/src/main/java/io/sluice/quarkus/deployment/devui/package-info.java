/** The lake's card in the Dev UI, and what its pages ask for. */
package io.sluice.quarkus.deployment.devui;
