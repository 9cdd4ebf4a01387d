package org.allogate.productimports;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.json.Json;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.products.ProductLine;
import org.allogate.products.Products;
import org.allogate.retry.Retried;

/** The imports of the workspaces. Everything that goes on with one asks for the claim first. */
@ApplicationScoped
public class ProductImports {
  private static final int FORGOTTEN_AT_ONCE = 5;
  private static final String FORGET_ONE =
      "delete from product_import where request = ?1 and expires_at <= ?2";
  private static final String FORGET =
      "delete from product_import where expires_at <= ?1 order by expires_at limit "
          + FORGOTTEN_AT_ONCE;

  // Two requests with one key may begin at the same time; one of them makes the row.
  private static final String BEGIN =
      "insert into product_import (id, workspace_id, request, claim, status, created_at,"
          + " expires_at) values (?1, ?2, ?3, ?4, 'running', ?5, ?6)"
          + " on duplicate key update id = id";

  @PersistenceContext EntityManager em;
  @Inject Products products;
  @Inject Lists lists;
  @Inject Clock clock;

  Optional<ProductImport> byId(UUID workspace, UUID id) {
    return Optional.ofNullable(
        em.createQuery(
                "from ProductImport i where i.id = :id and i.workspaceId = :workspace",
                ProductImport.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setHint("org.hibernate.readOnly", true)
            .getSingleResultOrNull());
  }

  /** The imports of a workspace, the newest first. */
  Page<ProductImport> newestFirst(UUID workspace, PageRequest page) {
    return lists
        .newestFirst(
            "select i from ProductImport i", ProductImport.class, "i.id", ProductImport::id)
        .where("i.workspaceId = :workspace", "workspace", workspace)
        .by("product_import_of_workspace")
        .page(page);
  }

  /** Begins an import that cannot be taken up again. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public ImportRun begun(UUID workspace) {
    UUID claim = Ids.next();
    ProductImport begun = new ProductImport(Ids.next(), workspace, null, claim, clock.instant());
    em.persist(begun);
    return new ImportRun(begun.id(), workspace, claim, false, List.of());
  }

  /**
   * Begins an import, or takes up the one that the same key began.
   *
   * @param request what the credential and its Idempotency-Key make
   * @throws ProblemException {@code idempotency_in_progress} while another request goes on with it,
   *     {@code idempotency_key_reused} when it is one of another workspace
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public ImportRun begun(UUID workspace, byte[] request) {
    Instant now = clock.instant();
    UUID claim = Ids.next();
    em.createNativeQuery(FORGET_ONE).setParameter(1, request).setParameter(2, now).executeUpdate();
    insert(workspace, request, claim, now);
    ProductImport begun =
        em.createQuery("from ProductImport i where i.request = :request", ProductImport.class)
            .setParameter("request", request)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResult();
    if (!begun.isOf(workspace)) {
      throw reused();
    }
    if (!begun.isDone()) {
      if (begun.isLeased(now)) {
        throw inProgress();
      }
      begun.lease(claim, now);
    }
    return new ImportRun(begun.id(), workspace, claim, begun.isDone(), done(begun.id()));
  }

  private void insert(UUID workspace, byte[] request, UUID claim, Instant now) {
    em.createNativeQuery(BEGIN)
        .setParameter(1, Ids.bytes(Ids.next()))
        .setParameter(2, Ids.bytes(workspace))
        .setParameter(3, request)
        .setParameter(4, Ids.bytes(claim))
        .setParameter(5, now)
        .setParameter(6, now.plus(ProductImport.LIFE))
        .executeUpdate();
  }

  private List<ImportRun.Done> done(UUID id) {
    return em.createQuery(
            "select new org.allogate.productimports.ImportRun$Done(b.lineCount, b.hash)"
                + " from ImportBatch b where b.key.importId = :id order by b.key.firstLine",
            ImportRun.Done.class)
        .setParameter("id", id)
        .getResultList();
  }

  /**
   * Does some lines, and writes down what became of them.
   *
   * @throws ProblemException {@code idempotency_in_progress} when another request has taken over
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void write(ImportRun run, Lines batch) {
    ProductImport claimed = claimed(run);
    List<LineResult> results = results(run.workspace(), batch.lines());
    em.persist(
        new ImportBatch(run.id(), batch.first(), batch.count(), batch.hash(), text(results)));
    claimed.advance(
        batch.count(),
        count(results, LineResult.Outcome.CREATED),
        count(results, LineResult.Outcome.UPDATED),
        count(results, LineResult.Outcome.REFUSED));
    claimed.lease(run.claim(), clock.instant());
  }

  private ProductImport claimed(ImportRun run) {
    ProductImport found = em.find(ProductImport.class, run.id(), LockModeType.PESSIMISTIC_WRITE);
    if (found == null || !found.isClaimedBy(run.claim())) {
      throw inProgress();
    }
    return found;
  }

  private List<LineResult> results(UUID workspace, List<Lines.Line> lines) {
    List<ProductLine> valid =
        lines.stream().filter(line -> !line.isRefused()).map(Lines.Line::product).toList();
    Iterator<UUID> written = products.written(workspace, valid, clock.instant()).iterator();
    List<LineResult> results = new ArrayList<>();
    for (Lines.Line line : lines) {
      results.add(line.isRefused() ? line.refusal() : result(line, written.next()));
    }
    return results;
  }

  private static LineResult result(Lines.Line line, UUID written) {
    UUID named = line.product().id();
    if (written == null) {
      return LineResult.refused(line.number(), named, ProblemException.notFound("product"));
    }
    return named == null
        ? LineResult.created(line.number(), written)
        : LineResult.updated(line.number(), written);
  }

  private static String text(List<LineResult> results) {
    try {
      StringBuilder text = new StringBuilder();
      for (LineResult result : results) {
        text.append(Json.mapper().writeValueAsString(result)).append('\n');
      }
      return text.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int count(List<LineResult> results, LineResult.Outcome outcome) {
    return (int) results.stream().filter(result -> result.status() == outcome).count();
  }

  /** Keeps the claim while lines that were done are only compared. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void renew(ImportRun run) {
    claimed(run).lease(run.claim(), clock.instant());
  }

  /** Writes down that there are no more lines. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void complete(ImportRun run) {
    claimed(run).complete(clock.instant());
  }

  /** Lets others go on with what this turn could not bring to its end. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void leave(ImportRun run) {
    ProductImport left = em.find(ProductImport.class, run.id(), LockModeType.PESSIMISTIC_WRITE);
    if (left != null && left.isClaimedBy(run.claim())) {
      left.leave();
    }
  }

  /** The batch that begins with a line. */
  Optional<ImportBatch> batch(UUID id, int firstLine) {
    return Optional.ofNullable(
        em.createQuery("from ImportBatch b where b.key = :key", ImportBatch.class)
            .setParameter("key", new ImportBatch.Key(id, firstLine))
            .setHint("org.hibernate.readOnly", true)
            .getSingleResultOrNull());
  }

  /** Removes some imports whose time is over; whether there may be more of them. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean forgetSome() {
    return em.createNativeQuery(FORGET).setParameter(1, clock.instant()).executeUpdate()
        == FORGOTTEN_AT_ONCE;
  }

  static ProblemException reused() {
    return new ProblemException(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "This Idempotency-Key belongs to another request: take a new one.");
  }

  private static ProblemException inProgress() {
    return new ProblemException(
            ProblemType.IDEMPOTENCY_IN_PROGRESS,
            "Another request with this Idempotency-Key goes on with the import.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
