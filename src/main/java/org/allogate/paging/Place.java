package org.allogate.paging;

/**
 * A place in a list whose rows have no ids.
 *
 * @param forward whether the rows after it are asked for, or those before it
 * @param edge the sort key of the row at the edge, in whatever form the list gave it
 */
public record Place(boolean forward, String edge) {}
