package org.allogate.audit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One member of an object before and after.
 *
 * @param before null where the object is new
 * @param after null where the member is gone
 */
@Schema(description = "One member before and after.")
public record Change(
    @Schema(nullable = true) Object before, @Schema(nullable = true) Object after) {}
