package org.allogate.productimports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an import is doing. */
public enum ImportStatus {
  /** Somebody sends lines at this moment. */
  RUNNING,
  /** Nobody does, and its end was not seen: sent again with its Idempotency-Key, it goes on. */
  INTERRUPTED,
  /** All of its lines were done. */
  DONE;

  /** The name in JSON. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
