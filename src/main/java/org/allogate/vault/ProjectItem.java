package org.allogate.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.allogate.json.OffsetSeconds;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A project as a list shows it; descriptions and types that nobody told are null. */
@Schema(name = "ProjectItem", description = "A project in a list.")
public record ProjectItem(
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
        Instant createdAt) {}
