/**
 * Metering: how often each key called which capability, how that ended, what it cost and how long
 * it took.
 *
 * <p>A request adds to one cell in memory; every second the cells go to the database in batches. A
 * full memory makes cells coarser and loses nothing. A batch carries its number and is written once
 * however often it is tried. Minutes, hours and days are added to in one transaction instead of
 * rolled up later: a job would have to wait for late nodes or run again for them, and the running
 * hour would be put together at each query. It costs three rows where one would do, off the request
 * path. Latencies are histograms, whose sums are histograms again; percentiles have no sums.
 *
 * <p>Depends on access, keys, paging and input. Left out: members' sessions, and what credits are.
 */
package org.allogate.usage;
