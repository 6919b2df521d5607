/**
 * Tells whether a request was signed with a key that is known, and whether its body is what was signed: AWS Signature Version 4 in
 * its header, query and streaming forms. It never says who the caller is or what the caller may do.
 */
package io.sluice.lake.signing;
