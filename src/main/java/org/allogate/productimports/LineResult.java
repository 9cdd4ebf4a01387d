package org.allogate.productimports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a line.
 *
 * @param line counted from 1, blank ones too
 * @param id of the product; of a line that was refused, the one it names, or null
 * @param code of the problem, of a line that was refused
 * @param errors the rules it breaks, as in a problem document
 */
@Schema(description = "What became of a line.")
public record LineResult(
    int line,
    @Schema(
            implementation = String.class,
            enumeration = {"created", "updated", "refused"})
        Outcome status,
    @Schema(nullable = true) UUID id,
    @JsonInclude(JsonInclude.Include.NON_NULL) String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {
  static LineResult created(int line, UUID id) {
    return new LineResult(line, Outcome.CREATED, id, null, null, List.of());
  }

  static LineResult updated(int line, UUID id) {
    return new LineResult(line, Outcome.UPDATED, id, null, null, List.of());
  }

  static LineResult refused(int line, UUID id, ProblemException problem) {
    return new LineResult(
        line,
        Outcome.REFUSED,
        id,
        problem.type().code(),
        problem.getMessage(),
        problem.violations());
  }

  static LineResult tooLong(int line) {
    return refused(
        line,
        null,
        new ProblemException(
            ProblemType.PAYLOAD_TOO_LARGE,
            "A line has at most " + LineReader.MAX_BYTES + " bytes."));
  }

  /** What can become of a line. */
  public enum Outcome {
    CREATED,
    UPDATED,
    REFUSED;

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
