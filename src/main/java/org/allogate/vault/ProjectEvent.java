package org.allogate.vault;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a project. */
@Schema(
    name = "ProjectEvent",
    description = "A project as it is after the event, in the form of the vault API.")
public record ProjectEvent(
    @Schema(description = EventData.VERSION) int version, ProjectView project)
    implements EventData {
  static ProjectEvent of(ProjectView project) {
    return new ProjectEvent(1, project);
  }
}
