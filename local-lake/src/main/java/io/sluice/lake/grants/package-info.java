/** S3 Access Grants: who is granted which data, and the temporary credentials that come of it. */
package io.sluice.lake.grants;
