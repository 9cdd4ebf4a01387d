package org.allogate.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a look along a whole chain.
 *
 * @param checked how many events were found as they were written, one after the other
 * @param firstBroken null where the chain holds
 */
@Schema(name = "AuditVerification", description = "Whether a chain holds, and where it does not.")
public record Verification(
    boolean valid,
    @Schema(description = "How many events hold, from the first on.") long checked,
    @Schema(nullable = true) Break firstBroken) {

  static Verification holds(long checked) {
    return new Verification(true, checked, null);
  }

  static Verification broken(long checked, long sequence, UUID id, Reason reason) {
    return new Verification(false, checked, new Break(sequence, id, reason));
  }

  /**
   * Where a chain first does not hold.
   *
   * @param sequence the place in the chain
   * @param id of the event that stands there; null where none does
   */
  @Schema(name = "AuditBreak", description = "Where a chain first does not hold.")
  public record Break(long sequence, @Schema(nullable = true) UUID id, Reason reason) {}

  /** Why a chain does not hold. */
  @Schema(
      name = "AuditBreakReason",
      description =
          "`changed`: the event is not the one that was written. `missing`: there is no event, or"
              + " not the one before it that it was written after. `inserted`: an event that was"
              + " never written there. `head`: the chain's end was not written by this deployment.")
  public enum Reason {
    /** The row's hash is not that of the row. */
    CHANGED,
    /** A number is left out, or what stands before is not what stood there. */
    MISSING,
    /** A row where none can be. */
    INSERTED,
    /** The end's seal is not ours. */
    HEAD;

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
