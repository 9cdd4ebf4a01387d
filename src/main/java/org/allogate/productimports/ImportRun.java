package org.allogate.productimports;

import java.util.List;
import java.util.UUID;

/**
 * One request's turn at an import.
 *
 * @param claim names this turn
 * @param replayed whether everything was done before
 * @param done what was, in order
 */
record ImportRun(UUID id, UUID workspace, UUID claim, boolean replayed, List<Done> done) {
  /**
   * Lines that were done.
   *
   * @param hash SHA-256 of them as they were sent
   */
  record Done(int lineCount, byte[] hash) {}
}
