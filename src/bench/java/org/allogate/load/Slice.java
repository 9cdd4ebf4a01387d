package org.allogate.load;

/**
 * One target under full load for some seconds.
 *
 * @param perSecond answers a second
 * @param medianMicros latency
 * @param p99Micros latency
 * @param serverMicros CPU of the server's process per answer
 * @param databaseMicros CPU of the database's process per answer
 */
record Slice(
    double perSecond,
    double medianMicros,
    double p99Micros,
    double serverMicros,
    double databaseMicros) {}
