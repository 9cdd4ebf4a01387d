/**
 * The one way JSON is written and read here.
 *
 * <p>Jackson and not the JSON-B of the platform: members come in the order of the record, which the
 * quickstart's samples show, and duplicates are refused while parsing. Nulls are written, since the
 * contract names fields that may be null. Instants have no fraction: the database keeps more digits
 * than clients were promised.
 *
 * <p>Depends on nothing of Allogate. Left out: what the JSON means.
 */
package org.allogate.json;
