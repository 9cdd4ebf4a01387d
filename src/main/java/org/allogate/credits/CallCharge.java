package org.allogate.credits;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What the request at hand costs; whatever becomes of it, nothing stays reserved. */
@RequestScoped
public class CallCharge {
  private Charge charge;

  void hold(Charge reserved) {
    charge = reserved;
  }

  /** Empty where it costs nothing, or another row of it is written or its end is known. */
  Optional<Charge> open() {
    return Optional.ofNullable(charge).filter(Charge::isOpen);
  }

  @PreDestroy
  void end() {
    if (charge != null) {
      charge.release();
    }
  }
}
