/** What happens to objects, told to functions: the notification configurations of buckets, and the events. */
package io.sluice.lake.notification;
