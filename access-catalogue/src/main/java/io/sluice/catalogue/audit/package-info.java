/** What the rendered documents of a catalogue mean, all together: who has access, why, what a change does, and what should not be. */
package io.sluice.catalogue.audit;
