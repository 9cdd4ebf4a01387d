package org.allogate.paging;

import java.util.UUID;

/**
 * The row at the edge of a page: its whole sort key.
 *
 * @param rank null in a list that the ids alone order
 */
record Edge(Long rank, UUID id) {}
