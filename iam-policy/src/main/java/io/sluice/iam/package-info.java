/**
 * IAM policy documents: parse, decide, explain, analyse. Start at {@link io.sluice.iam.PolicyEvaluator}.
 */
package io.sluice.iam;
