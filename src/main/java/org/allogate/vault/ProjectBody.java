package org.allogate.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A project as a client describes it; all but the name may be null.
 *
 * @param name 1 to 255 characters without the blanks around them
 * @param description may have several lines
 */
@Schema(description = "What a client says of a project.")
public record ProjectBody(
    @Schema(
            minLength = 1,
            maxLength = ProjectBody.MAX_NAME,
            examples = "Downtown Tower",
            required = true)
        String name,
    @Schema(
            maxLength = ProjectBody.MAX_DESCRIPTION,
            nullable = true,
            examples = "Mixed-use high-rise.")
        String description,
    @JsonProperty("project_type")
        @Schema(
            minLength = 1,
            maxLength = ProjectBody.MAX_TYPE,
            nullable = true,
            examples = "commercial")
        String projectType,
    @JsonProperty("project_phase")
        @Schema(
            minLength = 1,
            maxLength = ProjectBody.MAX_PHASE,
            nullable = true,
            examples = "construction")
        String projectPhase,
    @Schema(
            minLength = 1,
            maxLength = ProjectBody.MAX_LOCATION,
            nullable = true,
            examples = "Rotterdam")
        String location) {
  static final int MAX_NAME = 255;
  static final int MAX_DESCRIPTION = 4000;
  static final int MAX_TYPE = 64;
  static final int MAX_PHASE = 64;
  static final int MAX_LOCATION = 255;

  static ProjectBody from(Members body) {
    ProjectBody project =
        new ProjectBody(
            name(body), description(body), projectType(body), projectPhase(body), location(body));
    body.check();
    return project;
  }

  static String name(Members body) {
    return body.trimmed("name", 1, MAX_NAME);
  }

  static String description(Members body) {
    return body.optionalText("description", MAX_DESCRIPTION).orElse(null);
  }

  static String projectType(Members body) {
    return body.trimmed("project_type", 1, MAX_TYPE, null);
  }

  static String projectPhase(Members body) {
    return body.trimmed("project_phase", 1, MAX_PHASE, null);
  }

  static String location(Members body) {
    return body.trimmed("location", 1, MAX_LOCATION, null);
  }
}
