package org.allogate.keys;

import java.util.UUID;

/**
 * Fired when a key was used so near its end that a successor is to be made. Fired again with every
 * batch of uses until there is one.
 */
public record RenewalDue(UUID key) {}
