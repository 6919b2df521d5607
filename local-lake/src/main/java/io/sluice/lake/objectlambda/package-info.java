/** S3 Object Lambda: access points whose answers a function writes. */
package io.sluice.lake.objectlambda;
