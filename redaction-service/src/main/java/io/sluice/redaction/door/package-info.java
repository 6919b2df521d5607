/** What both front doors of the redactor have in common: which bytes of a redacted object are asked for, and what may leave with them. */
package io.sluice.redaction.door;
