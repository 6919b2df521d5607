/** Which service, bucket, access point and key a request is addressed to. */
package io.sluice.lake.addressing;
