package org.allogate.it;

import org.allogate.dev.Chromium;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves the tests of the console out, and says so, where there is no browser; where one is
 * required they run and fail.
 */
final class NeedsChromium implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Chromium.REQUIRED || Chromium.path().isPresent()
        ? ConditionEvaluationResult.enabled("a browser is here, or required")
        : ConditionEvaluationResult.disabled(Chromium.MISSING);
  }
}
