package org.allogate.products;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A product in one line of an export or import: its id and what its body says.
 *
 * @param id null where an import makes a new one
 */
@Schema(name = "ProductLine", description = "A product in one line of an export or import.")
public record ProductLine(
    @Schema(description = "Absent in an import to make a new one.") UUID id,
    @JsonUnwrapped ProductBody product) {
  /** The product that a line of an import describes. */
  public static ProductLine from(Members line) {
    ProductLine product =
        new ProductLine(line.optionalUuid("id").orElse(null), ProductBody.read(line));
    line.check();
    return product;
  }
}
