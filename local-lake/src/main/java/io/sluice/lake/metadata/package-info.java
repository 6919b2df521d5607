/** The EC2 instance metadata service: what a program on an EC2 instance learns about it, above all the credentials of its role. */
package io.sluice.lake.metadata;
