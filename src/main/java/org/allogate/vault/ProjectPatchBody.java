package org.allogate.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client changes of a project; its name cannot be taken away. */
@Schema(description = "A merge patch (RFC 7396): what is absent stays, null takes away.")
record ProjectPatchBody(
    @Schema(minLength = 1, maxLength = ProjectBody.MAX_NAME, examples = "Downtown Tower")
        String name,
    @Schema(maxLength = ProjectBody.MAX_DESCRIPTION, nullable = true) String description,
    @JsonProperty("project_type")
        @Schema(minLength = 1, maxLength = ProjectBody.MAX_TYPE, nullable = true)
        String projectType,
    @JsonProperty("project_phase")
        @Schema(minLength = 1, maxLength = ProjectBody.MAX_PHASE, nullable = true)
        String projectPhase,
    @Schema(minLength = 1, maxLength = ProjectBody.MAX_LOCATION, nullable = true) String location) {
  static ProjectBody applied(ProjectBody present, Members patch) {
    ProjectBody after =
        new ProjectBody(
            patch.mentions("name") ? ProjectBody.name(patch) : present.name(),
            patch.mentions("description") ? ProjectBody.description(patch) : present.description(),
            patch.mentions("project_type") ? ProjectBody.projectType(patch) : present.projectType(),
            patch.mentions("project_phase")
                ? ProjectBody.projectPhase(patch)
                : present.projectPhase(),
            patch.mentions("location") ? ProjectBody.location(patch) : present.location());
    patch.check();
    return after;
  }
}
