package org.allogate.idempotency;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Keeps the answer of a claimed request in the transaction of its change: stands inside of the
 * transaction, which has the priority 200 of its specification.
 */
@Writing
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 210)
public class AnswerInterceptor {
  @Inject Claim claim;
  @Inject Claims claims;

  @AroundInvoke
  Object keep(InvocationContext call) throws Exception {
    if (!claim.isHeld()) {
      return call.proceed();
    }
    // Of an earlier try that was rolled back.
    claim.answered(false);
    Object returned = call.proceed();
    Answer answer = Answer.of(returned);
    if (isSuccess(answer.status())) {
      keep(answer);
    }
    return returned;
  }

  private void keep(Answer answer) {
    if (!claims.answer(claim.id().orElseThrow(), claim.token(), claim.seal(answer))) {
      // It took longer than its lease, and another one runs in its place: theirs counts.
      throw IdempotencyFilter.inProgress();
    }
    claim.answered(true);
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }
}
