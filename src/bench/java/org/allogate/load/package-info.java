/**
 * The load comparison. {@code mvn -Pbench} runs all of it; {@link org.allogate.load.Load} names its
 * settings.
 *
 * <p>The classes named {@code Unguarded...}, here and beside the resources they copy, go into the
 * bench WAR and no other: the product's guard has no switch, so what it costs is measured against
 * other classes. May use everything of the product and of the development server.
 */
package org.allogate.load;
