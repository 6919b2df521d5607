package io.sluice.lake.storage;

/** An upload and the number under which its parts lie. */
record UploadRow(long sequence, Upload upload) {}
