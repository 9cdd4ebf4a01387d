package org.allogate.paging;

import java.util.UUID;

/**
 * A place in a list: the id of the row at the edge of a page, which is the whole sort key, and the
 * way to go from there.
 */
record Cursor(Direction direction, UUID edge) {}
