package io.sluice.redaction;

import java.util.Optional;

/** A verb at work: what a value is shown as; empty where the verb cannot be applied, and then the value is omitted. */
interface Disguise {

    /** What stands in place of a value. */
    record Shown(String text, boolean number) {}

    Optional<Shown> text(String text);

    /** Of a number as JSON writes it. */
    Optional<Shown> number(String literal);
}
