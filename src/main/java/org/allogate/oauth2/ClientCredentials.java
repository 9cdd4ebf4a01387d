package org.allogate.oauth2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.allogate.problem.ProblemException;

/**
 * What a client shows of itself, in one way only: by HTTP Basic or in the form (RFC 6749, section
 * 2.3.1), never in the address.
 *
 * @param id the client id; of what cannot be read, as little as the secret
 * @param secret the client secret
 */
record ClientCredentials(String id, String secret) {
  private static final String ID = "client_id";
  private static final String SECRET = "client_secret";
  private static final String BASIC = "Basic ";
  private static final ClientCredentials UNREADABLE = new ClientCredentials("", "");

  /**
   * Those of a request; empty where there are none.
   *
   * @throws ProblemException {@code invalid_request} when they are sent in two ways or in the
   *     address
   */
  static Optional<ClientCredentials> of(HttpServletRequest request, Form form) {
    String query = request.getQueryString();
    if (query != null && !query.isEmpty()) {
      throw Form.invalid("Parameters belong into the body, none into the address.");
    }
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (sent.size() > 1) {
      throw Form.invalid("There is more than one Authorization header.");
    }
    return sent.isEmpty() ? inForm(form) : Optional.of(inHeader(sent.get(0), form));
  }

  private static Optional<ClientCredentials> inForm(Form form) {
    Optional<String> id = form.value(ID);
    Optional<String> secret = form.value(SECRET);
    return id.isEmpty() && secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new ClientCredentials(id.orElse(""), secret.orElse("")));
  }

  private static ClientCredentials inHeader(String header, Form form) {
    if (form.value(SECRET).isPresent()) {
      throw Form.invalid("A client authenticates in one way: by the header or in the form.");
    }
    ClientCredentials shown = basic(header.strip()).orElse(UNREADABLE);
    if (!form.value(ID).orElse(shown.id).equals(shown.id)) {
      throw Form.invalid("The form names another client than the header.");
    }
    return shown;
  }

  private static Optional<ClientCredentials> basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    return decoded(header.substring(BASIC.length()).strip())
        .filter(pair -> pair.indexOf(':') >= 0)
        .flatMap(
            pair ->
                Form.decode(pair.substring(0, pair.indexOf(':')))
                    .flatMap(
                        id ->
                            Form.decode(pair.substring(pair.indexOf(':') + 1))
                                .map(secret -> new ClientCredentials(id, secret))));
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Without both: clients mix them up. */
  @Override
  public String toString() {
    return "ClientCredentials";
  }
}
