package org.allogate.apikeys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/**
 * A new key with the key itself, which is shown at this moment only.
 *
 * @param key the whole key
 */
public record IssuedKeyView(@JsonUnwrapped ApiKeyView view, String key) {
  static IssuedKeyView of(Made made, Instant now) {
    return new IssuedKeyView(ApiKeyView.of(made.key().row(), made.owner(), now), made.key().text());
  }

  /** The preview. */
  @Override
  public String toString() {
    return view.preview();
  }

  /** The same for the contract document, where the scanner would unwrap in no order. */
  @Schema(
      name = "IssuedApiKey",
      description = "A new key; `key` is shown in this answer and never again.",
      allOf = ApiKeyView.class,
      properties =
          @SchemaProperty(
              name = "key",
              type = SchemaType.STRING,
              description = "The whole key. Store it now; only a hash of it is kept."))
  static final class Described {
    private Described() {}
  }
}
