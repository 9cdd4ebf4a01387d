package org.allogate.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.allogate.json.OffsetSeconds;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One project as the API shows it; what nobody told is null.
 *
 * @param ownerId the service account behind the key, or the member, that made it
 * @param updatedAt when it was last changed or archived
 */
@Schema(name = "Project", description = "A project of the vault.")
public record ProjectView(
    UUID id,
    @Schema(examples = "Downtown Tower") String name,
    @Schema(nullable = true, examples = "Mixed-use high-rise.") String description,
    @JsonProperty("project_type") @Schema(nullable = true, examples = "commercial")
        String projectType,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"active", "archived"})
        ProjectStatus status,
    @JsonProperty("created_at") @OffsetSeconds @Schema(examples = "2026-04-02T10:12:34+00:00")
        Instant createdAt,
    @JsonProperty("tenant_id") UUID tenantId,
    @JsonProperty("owner_id")
        @Schema(description = "The service account behind the key, or the member, that made it.")
        UUID ownerId,
    @JsonProperty("project_phase") @Schema(nullable = true, examples = "construction")
        String projectPhase,
    @Schema(nullable = true, examples = "Rotterdam") String location,
    @JsonProperty("updated_at")
        @OffsetSeconds
        @Schema(
            description = "When it was last changed or archived.",
            examples = "2026-04-02T10:12:34+00:00")
        Instant updatedAt) {}
