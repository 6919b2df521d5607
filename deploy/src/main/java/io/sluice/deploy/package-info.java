/** The access catalogue on AWS: CloudFormation templates that carry its documents, word for word. */
package io.sluice.deploy;
