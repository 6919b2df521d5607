/**
 * S3's own part of the lake: which operation a request asks for, which permissions that needs, and its execution on the object
 * store. Nothing is executed before its {@link io.sluice.lake.s3.Gate} has said yes, and what is not there answers {@code 501}.
 */
package io.sluice.lake.s3;
