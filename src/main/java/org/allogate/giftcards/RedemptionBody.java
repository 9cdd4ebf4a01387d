package org.allogate.giftcards;

import java.util.List;
import java.util.Optional;
import org.allogate.customers.Resident;
import org.allogate.input.Members;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who takes a card's credit.
 *
 * @param redeemer a username or an avatar UUID, or null for the owner
 */
@Schema(description = "Who takes a card's credit.")
public record RedemptionBody(
    @Schema(
            description = "A username or an avatar UUID; the owner when absent.",
            nullable = true,
            examples = "aether.ash")
        String redeemer) {

  static RedemptionBody from(Members body) {
    Optional<String> redeemer = body.value("redeemer", "must be a string", Optional::of);
    body.check();
    return new RedemptionBody(redeemer.orElse(null));
  }

  /**
   * Who redeems, unless the owner does.
   *
   * @throws ProblemException {@code invalid_identifier}
   */
  Optional<Resident> resident() {
    return Optional.ofNullable(redeemer)
        .map(text -> Resident.parse(text).orElseThrow(RedemptionBody::invalid));
  }

  private static ProblemException invalid() {
    String detail = "must be a username like aether.ash or an avatar UUID";
    return new ProblemException(ProblemType.INVALID_IDENTIFIER, "The redeemer " + detail + ".")
        .with("errors", List.of(new Violation("/redeemer", detail)));
  }
}
