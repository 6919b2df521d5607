package io.sluice.broker.web;

import io.sluice.broker.history.Vend;

/** Credentials that still work. */
record LiveLine(Vend vend, Until until) {}
