package org.allogate.verify;

import java.util.List;
import org.allogate.access.Behalf;
import org.allogate.input.Members;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a service wants to know of a credential that somebody showed it.
 *
 * @param key the whole key or access token
 * @param scopes what must be held, all of them
 * @param cost units; 0 only looks
 * @param address the client's, for keys that may be used from some addresses alone; empty for none
 */
@Schema(description = "What a service wants to know of a credential that somebody showed it.")
record VerificationBody(
    @Schema(
            description = "The whole key or access token that was shown to the service.",
            minLength = 1,
            maxLength = VerificationBody.LONGEST,
            required = true)
        String key,
    @Schema(description = "What it must hold, all of them.", examples = "[\"vault:read\"]")
        List<Scope> scopes,
    @Schema(
            description = "Units to charge its limit and its tenant's credits with; 0 only looks.",
            minimum = "0",
            maximum = "" + Behalf.MAX_COST,
            defaultValue = "1")
        int cost,
    @Schema(
            description =
                "The client's address as the service saw it. Without it, a key with an allow-list is"
                    + " refused.",
            examples = "203.0.113.7",
            nullable = true)
        String address) {
  private static final int LONGEST = 4096;
  private static final int MAX_ADDRESS = 64;

  static VerificationBody from(Members body) {
    VerificationBody wanted =
        new VerificationBody(
            body.text("key", 1, LONGEST),
            body.values("scopes", Scope.values().length, "must be a scope", Scope::byName),
            body.integer("cost", 0, Behalf.MAX_COST, 1),
            body.optionalText("address", MAX_ADDRESS).orElse(""));
    body.check();
    return wanted;
  }

  Scopes needed() {
    return Scopes.of(scopes.toArray(Scope[]::new));
  }

  /** Nothing of the credential. */
  @Override
  public String toString() {
    return "VerificationBody[" + scopes + ", " + cost + "]";
  }
}
