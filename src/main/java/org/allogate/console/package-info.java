/**
 * Serves the console's files under {@code /console/}: the pages of the WAR's folder of this name,
 * and their libraries, which the build takes from WebJars and puts beside these classes.
 *
 * <p>A resource and not the container's own file serving, because the JAX-RS application stands at
 * the root: one guard and one form of errors for every path were worth these few lines. Only names
 * of a strict form are looked up, in two folders, so that nothing else of the WAR can be read.
 *
 * <p>The pages are ordinary clients of the documented API; this package knows no feature. Their
 * policy allows scripts and styles from files alone, and markup from lit-html's templates alone.
 */
package org.allogate.console;
