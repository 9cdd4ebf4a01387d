/**
 * The application as the server sees it: one JAX-RS application at the root, over both surfaces.
 *
 * <p>Resources and providers are listed by hand instead of found by scanning: what is not on the
 * list answers nothing, so a class that strays into the archive opens no door. One application, not
 * one for each surface: two would need two guards and two error mappers, and an unknown path would
 * have neither.
 *
 * <p>Depends on every feature; nothing depends on it. Left out: everything else.
 */
package org.allogate;
