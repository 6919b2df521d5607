/** The lake as an application under development, or a test of one, sees it. */
package io.sluice.quarkus;
