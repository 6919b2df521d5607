/** Access points, bucket policies and public access blocks: what is stored about them, and the control plane that changes it. */
package io.sluice.lake.accesspoint;
