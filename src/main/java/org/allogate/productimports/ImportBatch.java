package org.allogate.productimports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** Some lines of an import that were done in one transaction. */
@Entity
@Table(name = "product_import_batch")
public class ImportBatch {
  @EmbeddedId private Key key;

  @Column(name = "line_count")
  private int lineCount;

  private byte[] hash;
  private String results;

  /** For Hibernate. */
  protected ImportBatch() {}

  ImportBatch(UUID importId, int firstLine, int lineCount, byte[] hash, String results) {
    this.key = new Key(importId, firstLine);
    this.lineCount = lineCount;
    this.hash = hash.clone();
    this.results = results;
  }

  /** A line of JSON for each line that was not blank. */
  String results() {
    return results;
  }

  int nextLine() {
    return key.firstLine() + lineCount;
  }

  /** Which lines of which import. */
  @Embeddable
  public record Key(
      @Column(name = "import_id") UUID importId, @Column(name = "first_line") int firstLine) {}
}
