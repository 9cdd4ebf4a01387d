package org.allogate.productimports;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** An import, under way or done. Its row is the lock of its batches. */
@Entity
@Table(name = "product_import")
public class ProductImport {
  /** How long nobody else may go on with it after its last batch. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** How long it is remembered after its last batch. */
  static final Duration LIFE = Duration.ofHours(24);

  private static final String RUNNING = "running";
  private static final String DONE = "done";

  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private byte[] request;
  private UUID claim;

  @Column(name = "leased_until")
  private Instant leasedUntil;

  @Column(name = "line_count")
  private int lines;

  private int created;
  private int updated;
  private int refused;
  private String status;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For Hibernate. */
  protected ProductImport() {}

  /** One that begins; {@code request} is null when it cannot be taken up again. */
  ProductImport(UUID id, UUID workspaceId, byte[] request, UUID claim, Instant now) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.request = request == null ? null : request.clone();
    this.status = RUNNING;
    this.createdAt = now;
    claim(claim, now);
  }

  UUID id() {
    return id;
  }

  boolean isOf(UUID workspace) {
    return workspaceId.equals(workspace);
  }

  boolean isDone() {
    return status.equals(DONE);
  }

  boolean isLeased(Instant now) {
    return leasedUntil != null && leasedUntil.isAfter(now);
  }

  boolean isClaimedBy(UUID runner) {
    return claim.equals(runner);
  }

  // Private: a constructor must not call what a subclass may override.
  private void claim(UUID runner, Instant now) {
    claim = runner;
    leasedUntil = now.plus(LEASE);
    expiresAt = now.plus(LIFE);
  }

  /** Somebody goes on with it, or still does. */
  void lease(UUID runner, Instant now) {
    claim(runner, now);
  }

  /** Some more lines were done. */
  void advance(int moreLines, int moreCreated, int moreUpdated, int moreRefused) {
    lines += moreLines;
    created += moreCreated;
    updated += moreUpdated;
    refused += moreRefused;
  }

  /** Nobody goes on with it for the moment. */
  void leave() {
    leasedUntil = null;
  }

  /** There are no more lines. */
  void complete(Instant now) {
    status = DONE;
    completedAt = now;
    leasedUntil = null;
    expiresAt = now.plus(LIFE);
  }

  ProductImportView view(Instant now) {
    ImportStatus shown = isLeased(now) ? ImportStatus.RUNNING : ImportStatus.INTERRUPTED;
    return new ProductImportView(
        id,
        isDone() ? ImportStatus.DONE : shown,
        lines,
        created,
        updated,
        refused,
        createdAt,
        completedAt);
  }

  ImportEnd end() {
    return new ImportEnd(id, ImportStatus.DONE, lines, created, updated, refused);
  }
}
