package org.allogate.credits;

import java.util.UUID;

/**
 * Fired inside the transaction that grants a tenant credits or takes some: all nodes look at the
 * tenant's row again at once; one that is not told of it does within a second.
 */
public record CreditsGranted(UUID tenant) {}
