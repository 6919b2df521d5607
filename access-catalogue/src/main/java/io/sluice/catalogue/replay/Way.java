package io.sluice.catalogue.replay;

/** The way that a request took. */
sealed interface Way {
    /** As people say it. */
    String words();

    /** To the bucket itself. */
    record Bucket(String name) implements Way {
        @Override
        public String words() {
            return "bucket " + name;
        }
    }

    /**
     * Through an access point.
     *
     * @param arn {@code arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME}
     */
    record AccessPoint(String arn) implements Way {
        @Override
        public String words() {
            return "access point " + arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    /**
     * Through an Object Lambda access point.
     *
     * @param arn {@code arn:aws:s3-object-lambda:REGION:ACCOUNT:accesspoint/NAME}
     */
    record ObjectLambda(String arn) implements Way {
        @Override
        public String words() {
            return "Object Lambda access point " + arn.substring(arn.lastIndexOf('/') + 1);
        }
    }
}
