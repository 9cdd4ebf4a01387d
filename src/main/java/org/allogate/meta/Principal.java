package org.allogate.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.json.OffsetSeconds;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who a credential speaks for.
 *
 * @param organizationId null for a key of the whole tenant that names no organization
 * @param creditsRemaining what the tenant has left to spend
 * @param scopes what may be done with the credential, of a token no more than it was given
 * @param expiresAt of a token its own end; null for a key without an end
 */
@Schema(description = "Who a credential speaks for.")
public record Principal(
    @JsonProperty("user_id") @Schema(description = "The service account behind the key.")
        UUID userId,
    @JsonProperty("tenant_id") UUID tenantId,
    @JsonProperty("auth_method") @Schema(enumeration = {"api_key", "access_token"})
        String authMethod,
    @Schema(examples = "alex@example.com") String email,
    @JsonProperty("api_key_id") UUID apiKeyId,
    @JsonProperty("api_key_name") @Schema(examples = "Production Backend") String apiKeyName,
    @JsonProperty("api_key_prefix") @Schema(examples = "allo_live_AB7K") String apiKeyPrefix,
    @Schema(enumeration = {"live", "test"}) String environment,
    @JsonProperty("rate_limit_tier")
        @Schema(enumeration = {"free", "standard", "pro", "enterprise"})
        String rateLimitTier,
    List<String> scopes,
    @JsonProperty("organization_id") @Schema(nullable = true) UUID organizationId,
    @JsonProperty("key_level") @Schema(enumeration = {"organization", "tenant"}) String keyLevel,
    @JsonProperty("credits_remaining") @Schema(examples = "99999") long creditsRemaining,
    @JsonProperty("expires_at")
        @OffsetSeconds
        @Schema(nullable = true, examples = "2027-04-02T10:12:34+00:00")
        Instant expiresAt) {}
