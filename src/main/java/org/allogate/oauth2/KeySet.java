package org.allogate.oauth2;

import java.util.List;
import org.allogate.tokens.PublicKey;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A JWK set (RFC 7517, section 5). */
@Schema(name = "JsonWebKeySet", description = "The keys that verify tokens (RFC 7517, section 5).")
record KeySet(List<PublicKey> keys) {
  KeySet {
    keys = List.copyOf(keys);
  }
}
