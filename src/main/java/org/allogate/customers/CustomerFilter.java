package org.allogate.customers;

import java.util.Optional;
import org.allogate.input.Parameters;

/**
 * What a list of customers is narrowed to; all of it must hold.
 *
 * @param spentMoreThan L$; who spent exactly that is not meant
 */
record CustomerFilter(Optional<Boolean> newsSubscriber, Optional<Long> spentMoreThan) {
  static CustomerFilter of(Parameters parameters) {
    return new CustomerFilter(
        parameters.flag("newsSubscriber"), parameters.longInteger("spentMoreThan"));
  }
}
