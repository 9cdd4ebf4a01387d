package org.allogate.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.allogate.json.Json;
import org.allogate.tenancy.Actor;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event of the audit trail as the API shows it.
 *
 * @param organizationId null for what is about the tenant
 * @param timeMicros the whole of {@code time}, in microseconds since 1970
 * @param address of the client; null for what happened by itself
 * @param sequence place in the tenant's chain, from 1 on without gaps
 * @param changes every member that changed, before and after
 * @param previousHash hash of the event before it, in hexadecimal; zeros for the first one
 * @param hash SHA-256 over everything else, in hexadecimal
 */
@Schema(name = "AuditEvent", description = "One deed, who did it, and what it changed.")
public record AuditEventView(
    UUID id,
    Instant time,
    @Schema(description = "The time as it is hashed, in microseconds since 1970.") long timeMicros,
    Actor actor,
    @Schema(examples = "api_key.revoked") String action,
    Target target,
    @Schema(nullable = true) UUID organizationId,
    @Schema(nullable = true) String address,
    @Schema(nullable = true) String requestId,
    long sequence,
    @Schema(
            type = SchemaType.OBJECT,
            description = "By member, `before` and `after`; never a secret.")
        JsonNode changes,
    String previousHash,
    String hash) {

  static AuditEventView of(
      UUID id,
      Instant time,
      Actor actor,
      String action,
      String targetType,
      UUID targetId,
      UUID organizationId,
      String address,
      String requestId,
      long sequence,
      String changes,
      byte[] previousHash,
      byte[] hash) {
    return new AuditEventView(
        id,
        time,
        ChainSeal.micros(time),
        actor,
        action,
        new Target(targetType, targetId),
        organizationId,
        address,
        requestId,
        sequence,
        tree(changes),
        HexFormat.of().formatHex(previousHash),
        HexFormat.of().formatHex(hash));
  }

  private static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      // Somebody wrote into the row: that is for the verification to say, not for a list to fail.
      return Json.mapper().getNodeFactory().textNode(json);
    }
  }

  /** What a deed was done to. */
  @Schema(name = "AuditTarget", description = "What a deed was done to.")
  public record Target(@Schema(examples = "api_key") String type, UUID id) {}
}
