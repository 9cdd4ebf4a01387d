package org.allogate.paging;

/** A place in a list: the edge of a page, and the way to go from there. */
record Cursor(Direction direction, Edge edge) {}
