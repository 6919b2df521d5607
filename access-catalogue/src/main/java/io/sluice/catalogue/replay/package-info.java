/** What access logs say of a catalogue: requests that it would decide differently, permissions that nobody used, the least that is needed. */
package io.sluice.catalogue.replay;
