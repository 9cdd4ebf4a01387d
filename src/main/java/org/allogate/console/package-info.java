/**
 * Serves the console's files under {@code /console/}.
 *
 * <p>A resource and not the container's own file serving, because the JAX-RS application stands at
 * the root: one guard and one form of errors for every path were worth these few lines. Only names
 * of a strict form are looked up, in one folder, so that nothing else of the WAR can be read.
 *
 * <p>The pages are ordinary clients of the documented API; this package knows no feature.
 */
package org.allogate.console;
