package io.sluice.lake.lambda;

/** A handler as a function may have one: a class with a constructor and a method, of no other type. */
public final class TestHandler {
    public String handle(String event) {
        return switch (event) {
            case "throw" -> throw new IllegalArgumentException("as asked");
            case "heap" -> Long.toString(java.lang.Runtime.getRuntime().maxMemory());
            default -> "seen " + event;
        };
    }
}
