package org.allogate.productimports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The last line of an import's answer.
 *
 * @param lines all of them, blank ones too
 */
@Schema(description = "The last line of an import's answer.")
record ImportEnd(
    @JsonProperty("import") UUID id,
    ImportStatus status,
    int lines,
    int created,
    int updated,
    int refused) {}
