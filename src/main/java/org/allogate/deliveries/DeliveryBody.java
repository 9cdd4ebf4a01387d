package org.allogate.deliveries;

import java.util.List;
import java.util.Optional;
import org.allogate.customers.Resident;
import org.allogate.input.Members;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a delivery begins with.
 *
 * @param recipient a username or an avatar UUID
 */
@Schema(description = "To whom a product goes.")
public record DeliveryBody(
    @Schema(
            description =
                "A username that the workspace knows, or an avatar UUID, which becomes a customer.",
            examples = "aether.ash",
            required = true)
        String recipient) {
  private static final String RECIPIENT = "recipient";

  static DeliveryBody from(Members body) {
    DeliveryBody delivery =
        new DeliveryBody(body.value(RECIPIENT, "must be a string", Optional::of, ""));
    body.check();
    return delivery;
  }

  /**
   * The resident that is meant.
   *
   * @throws ProblemException {@code invalid_identifier}
   */
  Resident resident() {
    return Resident.parse(recipient).orElseThrow(DeliveryBody::malformed);
  }

  private static ProblemException malformed() {
    Violation violation =
        new Violation("/" + RECIPIENT, "must be a username like aether.ash or an avatar UUID");
    return new ProblemException(
            ProblemType.INVALID_IDENTIFIER, "The recipient is no username and no avatar UUID.")
        .with("errors", List.of(violation));
  }
}
