package org.allogate.apikeys;

import org.allogate.keys.ApiKey;

/**
 * A key just made.
 *
 * @param text the whole key, for its owner's eyes
 */
record NewKey(ApiKey row, String text) {
  /** The row: a key never gets into a log by its object. */
  @Override
  public String toString() {
    return row.toString();
  }
}
