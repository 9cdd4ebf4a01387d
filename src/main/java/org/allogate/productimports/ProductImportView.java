package org.allogate.productimports;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An import as the API shows it.
 *
 * @param lines those done so far, blank ones too
 * @param completedAt null until its end
 */
@Schema(name = "ProductImport", description = "An import of products, under way or done.")
public record ProductImportView(
    UUID id,
    @Schema(
            implementation = String.class,
            enumeration = {"running", "interrupted", "done"},
            description =
                "`interrupted`: nobody goes on with it. Sent again with its Idempotency-Key, it is"
                    + " taken up where it stopped.")
        ImportStatus status,
    @Schema(description = "Lines done so far, blank ones too.") int lines,
    int created,
    int updated,
    int refused,
    Instant createdAt,
    @Schema(nullable = true) Instant completedAt) {}
