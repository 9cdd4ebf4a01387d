package org.allogate.apikeys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be chosen about a new key, for the contract document. */
@Schema(description = "A key as a client wants it.")
record NewKeyBody(
    @Schema(
            minLength = KeyBodies.MIN_NAME,
            maxLength = KeyBodies.MAX_NAME,
            description = "Unique among the organization's active keys, ignoring case.",
            examples = "Production Backend",
            required = true)
        String name,
    @Schema(
            enumeration = {"organization", "tenant"},
            defaultValue = "organization",
            description = "Only owners of the tenant, in person, make keys of the tenant.")
        String level,
    @Schema(description = "For callers of the tenant: whose key it becomes.", nullable = true)
        UUID organizationId,
    @Schema(
            enumeration = {"live", "test"},
            defaultValue = "live")
        String environment,
    @Schema(minItems = 1, examples = "[\"store:read\"]", required = true) List<String> scopes,
    @Schema(description = "In the future; null or blank for until it is revoked.", nullable = true)
        Instant expiresAt,
    @Schema(
            enumeration = {"free", "standard", "pro", "enterprise"},
            description = "Null for the tenant's.",
            nullable = true)
        String tier,
    @Schema(maxItems = 4, description = "Overrides the tier.", nullable = true)
        List<RatePolicy> ratePolicy,
    @Schema(
            maxItems = KeyBodies.MAX_ADDRESSES,
            description = "Networks in CIDR form that may use it; none means all.",
            examples = "[\"203.0.113.0/24\", \"2001:db8::/48\"]")
        List<String> allowedAddresses) {}
