/** Decides every permission of every request, through whichever way it came. */
package io.sluice.lake.access;
