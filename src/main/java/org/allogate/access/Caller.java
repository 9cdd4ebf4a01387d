package org.allogate.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.allogate.keys.KeyRecord;

/** Who a guarded request comes from; made by the guard before the resource runs. */
@RequestScoped
public class Caller {
  private KeyRecord key;
  private UUID organization;
  private UUID workspace;

  void enter(KeyRecord key, UUID organization, UUID workspace) {
    this.key = key;
    this.organization = organization;
    this.workspace = workspace;
  }

  /** The key behind the request. */
  public KeyRecord key() {
    if (key == null) {
      throw new IllegalStateException("no caller: the resource is open to all");
    }
    return key;
  }

  /** The organization the request is about; empty for a tenant key that names none. */
  public Optional<UUID> organization() {
    return Optional.ofNullable(organization);
  }

  /**
   * The workspace every query of this request is bound to.
   *
   * @throws org.allogate.problem.ProblemException when a tenant key names no organization
   */
  public UUID workspace() {
    if (workspace == null) {
      throw Refusal.organizationNeeded();
    }
    return workspace;
  }
}
