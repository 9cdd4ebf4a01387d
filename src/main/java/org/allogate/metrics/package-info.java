/**
 * Numbers for whoever runs this: counted here, published by MicroProfile Metrics.
 *
 * <p>What is counted knows nothing of the registry: a count is an adder, found once and not by name
 * for each request, and once a second the registry is told by how much it grew. So a count costs
 * some nanoseconds, and a server without MicroProfile Metrics, which is no part of Jakarta EE,
 * deploys all the same and publishes nothing. Labels come from closed lists only, never from a
 * request: each value is a series that lives as long as the server. Each carries the application's
 * path, because WARs that are guarded alike share a registry.
 *
 * <p>Depends on nothing of Allogate. Left out: what the server itself measures, as its pools and
 * its JVM; who may read all that, see server-config.
 */
package org.allogate.metrics;
