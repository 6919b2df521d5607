/** The front door behind S3 Object Lambda. */
package io.sluice.redaction.door.objectlambda;
