/**
 * Fills an empty database with the store of the quickstart, where the setting asks for it.
 *
 * <p>The texts of the demo keys follow from the server's secret, so that a restart can write the
 * same file again although the database keeps hashes only; random ones would be lost with the file.
 * With the setting off nothing of this is in force: no key is accepted that the database does not
 * hold.
 *
 * <p>Depends on the features whose rows it makes. Left out: demo data in databases that are not
 * empty.
 */
package org.allogate.demo;
