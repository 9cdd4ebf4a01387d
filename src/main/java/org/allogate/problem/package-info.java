/**
 * Everything a request can end with but success: the catalogue, and its only rendering.
 *
 * <p>One exception for all refusals, told apart by an enum: a class for each would add a catalogue
 * of classes to the catalogue of codes. Whatever else is thrown is looked through to its causes;
 * what stays unexplained is our failure, logged with its stack and told as nothing but a request
 * id. The container's own errors pass here too, by an error page, so that no client ever meets
 * HTML.
 *
 * <p>Depends on json and surface. Left out: the errors of OAuth endpoints, which have a form of
 * their own.
 */
package org.allogate.problem;
