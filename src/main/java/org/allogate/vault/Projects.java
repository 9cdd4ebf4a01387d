package org.allogate.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;

/** The projects of the workspaces. */
@ApplicationScoped
public class Projects {
  static final String WHAT = "project";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  /** Those of a workspace, newest first. */
  Page<Project> ofWorkspace(UUID workspace, Optional<ProjectStatus> status, PageRequest page) {
    Keyset<Project> list =
        lists
            .newestFirst("select p from Project p", Project.class, "p.id", Project::id)
            .where("p.workspaceId = :workspace", "workspace", workspace);
    status.ifPresent(it -> list.where("p.status = :status", "status", it));
    return list.by(status.isPresent() ? "project_by_status" : "project_of_workspace").page(page);
  }

  /**
   * A project to look at.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  Project required(UUID workspace, UUID id) {
    return only(query(workspace, id).setHint("org.hibernate.readOnly", true));
  }

  /**
   * A project that nobody else changes until the end of the transaction.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  Project locked(UUID workspace, UUID id) {
    return only(query(workspace, id).setLockMode(LockModeType.PESSIMISTIC_WRITE));
  }

  void add(Project project) {
    em.persist(project);
  }

  private TypedQuery<Project> query(UUID workspace, UUID id) {
    return em.createQuery(
            "from Project p where p.id = :id and p.workspaceId = :workspace", Project.class)
        .setParameter("id", id)
        .setParameter("workspace", workspace);
  }

  private static Project only(TypedQuery<Project> query) {
    Project project = query.getSingleResultOrNull();
    if (project == null) {
      throw ProblemException.notFound(WHAT);
    }
    return project;
  }
}
