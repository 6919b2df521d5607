/**
 * Lambda on one machine: functions with their code, resource policies and URLs, and the execution environments that run the code
 * unmodified against the Runtime API.
 */
package io.sluice.lake.lambda;
