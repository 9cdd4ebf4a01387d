package org.allogate.problem;

/**
 * One broken rule of a request.
 *
 * @param pointer a JSON pointer into the body (RFC 6901), or the name of a parameter or header
 * @param detail what is expected there
 */
public record Violation(String pointer, String detail) {}
