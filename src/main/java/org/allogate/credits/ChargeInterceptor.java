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
import java.util.Optional;
import java.util.UUID;
import org.allogate.idempotency.Writing;
import org.allogate.outbox.EventRow;
import org.allogate.outbox.Outbox;

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
  @Inject Outbox outbox;

  @AroundInvoke
  Object charge(InvocationContext method) throws Exception {
    Optional<Charge> charge =
        transaction.getTransactionStatus() == Status.STATUS_ACTIVE
                && !method.getMethod().isAnnotationPresent(ReadsOnly.class)
            ? call.open()
            : Optional.empty();
    if (charge.isEmpty()) {
      return method.proceed();
    }
    outbox.keepOne(charge.get().account().tenant());
    Object returned = proceed(method);
    if (transaction.getTransactionStatus() == Status.STATUS_ACTIVE) {
      Optional<EventRow> event = outbox.kept();
      if (charge.get().isOpen() && isSuccess(returned)) {
        write(charge.get(), event);
      } else {
        event.ifPresent(outbox::add);
      }
    }
    return returned;
  }

  private Object proceed(InvocationContext method) throws Exception {
    try {
      return method.proceed();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // One that does not undo the transaction.
      outbox.kept().ifPresent(outbox::add);
      throw e;
    }
  }

  private static boolean isSuccess(Object returned) {
    return !(returned instanceof Response response)
        || response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
  }

  private void write(Charge charge, Optional<EventRow> event) {
    transaction.registerInterposedSynchronization(new End(charge));
    UUID node = accounts.node();
    long sequence = charge.beginRow();
    if (event.isPresent()) {
      rows.charge(node, sequence, charge.units(), event.get());
    } else {
      rows.charge(node, sequence, charge.account().tenant(), charge.units());
    }
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
