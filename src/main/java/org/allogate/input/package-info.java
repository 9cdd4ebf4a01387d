/**
 * Reads what clients send, bodies and queries, and collects everything that is wrong with it.
 *
 * <p>Bodies are read member by member instead of bound to classes with Bean Validation: binding
 * stops at the first wrong type, and the contract promises all violations at once, each with its
 * pointer. Unknown and duplicate members are refused rather than ignored, because a misspelt member
 * that is ignored looks like success. Integers are integers: {@code 1.0} and {@code "1"} are not.
 *
 * <p>Depends on problem and json. Left out: rules that need the database, and what a feature's
 * members mean.
 */
package org.allogate.input;
