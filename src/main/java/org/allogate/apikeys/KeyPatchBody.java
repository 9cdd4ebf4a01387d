package org.allogate.apikeys;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed of a key, for the contract document. */
@Schema(description = "A merge patch: absent members stay as they are.")
record KeyPatchBody(
    @Schema(minLength = KeyBodies.MIN_NAME, maxLength = KeyBodies.MAX_NAME) String name,
    @Schema(minItems = 1) List<String> scopes,
    @Schema(nullable = true) Instant expiresAt,
    @Schema(
            enumeration = {"free", "standard", "pro", "enterprise"},
            nullable = true)
        String tier,
    @Schema(maxItems = 4, nullable = true) List<RatePolicy> ratePolicy,
    @Schema(maxItems = KeyBodies.MAX_ADDRESSES, nullable = true) List<String> allowedAddresses) {}
