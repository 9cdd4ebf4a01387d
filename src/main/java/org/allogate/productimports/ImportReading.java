package org.allogate.productimports;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * Reads the body of an import from its first line to its last: compares what was done before and
 * does the rest. It holds one batch at a time.
 */
final class ImportReading {
  /** Most lines of an import. */
  static final int MAX_LINES = 100_000;

  private static final int BATCH_LINES = 500;
  private static final int BATCH_BYTES = 1 << 20;

  // A slow sender's lines are done, and the lease renewed, before a batch is full.
  private static final Duration BATCH_TIME = Duration.ofSeconds(20);

  private final ProductImports imports;
  private final ImportRun run;
  private final LineReader reader;
  private final Clock clock;
  private int read;
  private Instant renewed;

  ImportReading(ProductImports imports, ImportRun run, InputStream body, Clock clock) {
    this.imports = imports;
    this.run = run;
    this.reader = new LineReader(body);
    this.clock = clock;
    this.renewed = clock.instant();
  }

  /**
   * Does all of it.
   *
   * @throws ProblemException {@code idempotency_key_reused} when these are not the lines that were
   *     done before, {@code payload_too_large} when there are too many
   */
  void toTheEnd() throws IOException {
    for (ImportRun.Done done : run.done()) {
      compare(done);
    }
    if (run.replayed()) {
      requireEnd();
    } else {
      while (batch()) {
        renewed = clock.instant();
      }
      imports.complete(run);
    }
  }

  private void compare(ImportRun.Done done) throws IOException {
    for (int i = 0; i < done.lineCount(); i++) {
      if (reader.next() == null) {
        throw ProductImports.reused();
      }
    }
    if (!MessageDigest.isEqual(reader.hash(), done.hash())) {
      throw ProductImports.reused();
    }
    read += done.lineCount();
    if (!run.replayed() && isLongSince(renewed)) {
      imports.renew(run);
      renewed = clock.instant();
    }
  }

  private void requireEnd() throws IOException {
    if (reader.next() != null) {
      throw ProductImports.reused();
    }
  }

  /** Whether there may be more lines. */
  private boolean batch() throws IOException {
    Instant began = clock.instant();
    int first = read + 1;
    int last = Math.min(read + BATCH_LINES, MAX_LINES);
    List<Lines.Line> lines = new ArrayList<>();
    int bytes = 0;
    boolean more = true;
    while (more && read < last && bytes < BATCH_BYTES && !isLongSince(began)) {
      byte[] text = reader.next();
      more = text != null;
      if (more) {
        read++;
        bytes += text.length;
        add(text, lines);
      }
    }
    if (read >= first) {
      imports.write(run, new Lines(first, read - first + 1, reader.hash(), lines));
    }
    return more && !isAtTheLastAllowed();
  }

  private void add(byte[] text, List<Lines.Line> lines) {
    if (!LineReader.isBlank(text)) {
      lines.add(Lines.Line.of(read, text));
    }
  }

  private boolean isAtTheLastAllowed() throws IOException {
    if (read < MAX_LINES) {
      return false;
    }
    if (reader.next() != null) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE,
          "An import has at most " + MAX_LINES + " lines. So many were done, and none after them.");
    }
    return true;
  }

  private boolean isLongSince(Instant instant) {
    return clock.instant().isAfter(instant.plus(BATCH_TIME));
  }
}
