package io.sluice.catalogue.replay;

/** Why a line tells nothing of what a catalogue would decide. Such a request counts neither as allowed nor as refused. */
public enum Reason {
    NOT_DATA("no request for data in S3"),
    UNKNOWN_OPERATION("an operation whose permissions are not known"),
    NOT_AUTHENTICATED("refused before policies were asked: it is not certain who it was"),
    FAILED("failed in a way that does not tell whether it was allowed"),
    BATCH("one line for several objects, which it does not name"),
    HIDDEN("the bucket or key is not told"),
    AMBIGUOUS_KEY("the key can be read in two ways"),
    COPY_SOURCE("the source of the copy is not told"),
    SERVICE("a service of AWS asked on its own behalf"),
    CANONICAL_ID("the caller is told by a canonical user id only"),
    UNKNOWN_CALLER("it depends on policies of the caller that are not in the catalogue"),
    OTHER_BUCKET("a bucket or access point that is not the catalogue's"),
    VENDED("credentials of an access grant whose vending is not in the log"),
    NETWORK("it depends on the VPC that it came from, which is not told"),
    TLS("it depends on TLS, which is not told");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
