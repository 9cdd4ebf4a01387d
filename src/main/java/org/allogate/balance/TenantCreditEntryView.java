package org.allogate.balance;

import java.time.Instant;
import java.util.UUID;
import org.allogate.tenancy.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry of a tenant's ledger as the API shows it.
 *
 * @param amount credits that were added, negative when taken or used
 * @param hour the beginning of the hour that usage is of; null for what is none
 */
@Schema(name = "TenantCreditEntry", description = "A change of a tenant's credits.")
public record TenantCreditEntryView(
    UUID id,
    EntryKind kind,
    @Schema(description = "Credits added; negative when taken or used.", examples = "-4711")
        long amount,
    @Schema(
            description = "The beginning of the hour that usage is of; null for what is none.",
            nullable = true,
            examples = "2026-04-01T10:00:00Z")
        Instant hour,
    Actor actor,
    @Schema(examples = "Calls") String reason,
    @Schema(examples = "2026-04-01T10:00:01Z") Instant createdAt) {}
