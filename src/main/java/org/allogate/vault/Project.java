package org.allogate.vault;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/** A project, changed until it is archived. */
@Entity
@Table(name = "project")
public class Project {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "owner_id")
  private UUID ownerId;

  private String name;
  private String description;

  @Column(name = "project_type")
  private String projectType;

  @Column(name = "project_phase")
  private String projectPhase;

  private String location;

  @Enumerated(EnumType.STRING)
  private ProjectStatus status = ProjectStatus.ACTIVE;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Hibernate. */
  protected Project() {}

  /**
   * A new project.
   *
   * @param ownerId the service account behind the key, or the member, that makes it
   */
  public Project(UUID id, UUID workspaceId, UUID ownerId, ProjectBody body, Instant now) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.ownerId = ownerId;
    this.createdAt = now;
    take(body, now);
  }

  UUID id() {
    return id;
  }

  ProjectBody body() {
    return new ProjectBody(name, description, projectType, projectPhase, location);
  }

  /** Takes what a client says of it. */
  void become(ProjectBody body, Instant now) {
    take(body, now);
  }

  // Private: a constructor must not call what a subclass may override.
  private void take(ProjectBody body, Instant now) {
    name = body.name();
    description = body.description();
    projectType = body.projectType();
    projectPhase = body.projectPhase();
    location = body.location();
    updatedAt = now;
  }

  /**
   * Refuses changes of what is archived.
   *
   * @throws ProblemException {@code conflict}
   */
  void requireActive() {
    if (status == ProjectStatus.ARCHIVED) {
      throw new ProblemException(ProblemType.CONFLICT, "The project is archived.");
    }
  }

  /** Ends its changes for good; again, it changes nothing. Whether this did it. */
  public boolean archive(Instant now) {
    boolean ends = status == ProjectStatus.ACTIVE;
    if (ends) {
      status = ProjectStatus.ARCHIVED;
      updatedAt = now;
    }
    return ends;
  }

  ProjectItem item() {
    return new ProjectItem(id, name, description, projectType, status, createdAt);
  }

  ProjectView view(UUID tenant) {
    return new ProjectView(
        id,
        name,
        description,
        projectType,
        status,
        createdAt,
        tenant,
        ownerId,
        projectPhase,
        location,
        updatedAt);
  }
}
