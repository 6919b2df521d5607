/** One line a request, in CloudTrail's words: who asked for what, what came of it, and which statement decided. */
package io.sluice.lake.accesslog;
