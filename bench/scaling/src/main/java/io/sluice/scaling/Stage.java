package io.sluice.scaling;

/** A part of the way of an event in which it may have to wait. */
sealed interface Stage permits Gate, Function {
    /** Takes the objects of the slot, and leaves those in it that come through at once. */
    void step(Slot slot);

    /** Who waits before this stage. */
    Waiting waiting();

    /** Objects that have come here and wait, for this stage or in it. */
    long backlog();
}
