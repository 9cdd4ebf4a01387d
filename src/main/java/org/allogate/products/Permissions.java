package org.allogate.products;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What its buyer may do with a product. */
@Schema(description = "What its buyer may do with a product.")
public record Permissions(boolean copy, boolean modify, boolean transfer) {}
