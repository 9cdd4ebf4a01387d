package org.allogate.apikeys;

import org.allogate.keys.ApiKey;

/**
 * A key in a list.
 *
 * @param renewWithinDays of its organization's policy
 */
public record KeyRow(ApiKey key, Integer renewWithinDays) {}
