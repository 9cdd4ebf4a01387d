package org.allogate.json;

/**
 * JSON that is written already.
 *
 * @param bytes in UTF-8, not to be changed
 */
public record Rendered(byte[] bytes) {}
