/**
 * The pages behind the type addresses of problem documents.
 *
 * <p>They are generated from the catalogue instead of written, so that no code is without its page.
 * Plain HTML without style or script: they are read once, by a person in trouble.
 *
 * <p>Depends on problem for the catalogue, on access to be open to all. Left out: the documents
 * themselves.
 */
package org.allogate.errors;
