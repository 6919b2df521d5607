package io.sluice.scaling;

/** Events that are written under prefixes and read from there. */
record Scenario(String name, Load load, Layout layout, Reader reader) {
    /**
     * @param prefixes parts of the key space that S3 counts requests for by itself; keys are spread evenly over them
     * @param splitSeconds how long S3 refuses before it splits a part; infinity where keys grow with time and splitting does not help
     */
    record Layout(int prefixes, double splitSeconds) {
        static Layout grownInTime(int prefixes) {
            return new Layout(prefixes, Double.POSITIVE_INFINITY);
        }
    }

    Scenario at(double rate) {
        return new Scenario(name, load.at(rate), layout, reader);
    }
}
