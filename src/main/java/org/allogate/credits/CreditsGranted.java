package org.allogate.credits;

import java.util.UUID;

/**
 * Fired inside the transaction that grants a tenant credits or takes some: this node looks at the
 * tenant's row again at once, others within a second.
 */
public record CreditsGranted(UUID tenant) {}
