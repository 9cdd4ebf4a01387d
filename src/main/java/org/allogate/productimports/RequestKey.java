package org.allogate.productimports;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.access.Caller;
import org.allogate.input.Ids;
import org.allogate.people.SessionRecord;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.secrets.Digests;

/** The {@code Idempotency-Key} of the request at hand. */
@RequestScoped
public class RequestKey {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  @Inject Caller caller;
  @Inject HttpServletRequest request;

  /**
   * What tells this request from all others: 32 bytes that follow from the credential and the key
   * it sent. Empty when it sent none.
   *
   * @throws ProblemException {@code invalid_idempotency_key}
   */
  Optional<byte[]> id() {
    List<String> sent = Collections.list(request.getHeaders("Idempotency-Key"));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (sent.size() != 1 || !KEY.matcher(sent.get(0)).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_IDEMPOTENCY_KEY,
          "Idempotency-Key must be given once, with 1 to 255 visible ASCII characters.");
    }
    UUID credential =
        caller.session().map(SessionRecord::memberId).orElseGet(() -> caller.key().id());
    return Optional.of(
        Digests.sha256(Ids.bytes(credential), sent.get(0).getBytes(StandardCharsets.US_ASCII)));
  }
}
