package org.allogate.credits;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.core.Response;
import org.allogate.idempotency.Writing;

/**
 * Charges a write in its own transaction: stands inside of it, and around what keeps the answer.
 */
@Writing
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 205)
public class ChargeInterceptor {
  @Resource TransactionSynchronizationRegistry transaction;

  @Inject CallCharge call;
  @Inject Accounts accounts;
  @Inject CreditRows rows;

  @AroundInvoke
  Object charge(InvocationContext method) throws Exception {
    Object returned = method.proceed();
    boolean writes =
        transaction.getTransactionStatus() == Status.STATUS_ACTIVE
            && !method.getMethod().isAnnotationPresent(ReadsOnly.class);
    if (writes && isSuccess(returned)) {
      call.open().ifPresent(this::write);
    }
    return returned;
  }

  private static boolean isSuccess(Object returned) {
    return !(returned instanceof Response response)
        || response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
  }

  private void write(Charge charge) {
    transaction.registerInterposedSynchronization(new End(charge));
    rows.charge(accounts.node(), charge.beginRow(), charge.account().tenant(), charge.units());
  }

  /** What the end of the transaction says about the row. */
  private record End(Charge charge) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // The row is there already.
    }

    @Override
    public void afterCompletion(int status) {
      charge.endRow(status == Status.STATUS_ROLLEDBACK);
    }
  }
}
