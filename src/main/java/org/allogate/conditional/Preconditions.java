package org.allogate.conditional;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.allogate.json.Json;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * What a client says its change is based on: {@code If-Match}, or {@code If-None-Match} where it
 * means to make something new (RFC 9110, sections 13.1.1 and 13.1.2).
 */
@RequestScoped
public class Preconditions {
  @Inject HttpServletRequest request;

  /**
   * Refuses the change of an object that is not as the client knows it; to be asked under the lock
   * of the change. The object is shown only when the client says anything.
   *
   * @param current the object as a GET would show it
   * @throws ProblemException {@code precondition_failed}
   */
  public void require(Supplier<?> current) {
    require(Optional.of(current));
  }

  /** Refuses a change that the client made for an object that is there: there is none. */
  public void requireNothing() {
    require(Optional.empty());
  }

  private void require(Optional<Supplier<?>> current) {
    List<String> match = header(HttpHeaders.IF_MATCH);
    List<String> noneMatch = header(HttpHeaders.IF_NONE_MATCH);
    if (match.isEmpty() && noneMatch.isEmpty()) {
      return;
    }
    Optional<String> tag = current.map(it -> tag(it.get()));
    boolean holds =
        (match.isEmpty() || tag.isPresent() && EntityTags.matchStrongly(match, tag.get()))
            && (tag.isEmpty() || !EntityTags.matchWeakly(noneMatch, tag.get()));
    if (!holds) {
      throw failed(tag);
    }
  }

  private List<String> header(String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static String tag(Object view) {
    try {
      return EntityTags.of(Json.mapper().writeValueAsBytes(view));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProblemException failed(Optional<String> tag) {
    ProblemException problem =
        new ProblemException(
            ProblemType.PRECONDITION_FAILED,
            tag.isPresent()
                ? "The object is not as If-Match or If-None-Match say: read it again."
                : "There is no object that If-Match could be about.");
    tag.ifPresent(it -> problem.header(HttpHeaders.ETAG, it));
    return problem;
  }
}
