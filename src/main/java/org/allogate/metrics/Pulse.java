package org.allogate.metrics;

/** Fired once a second. */
public record Pulse() {}
