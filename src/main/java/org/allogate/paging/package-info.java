/**
 * Lists by position: a page is an index range that begins at an edge, however far in it is.
 *
 * <p>No OFFSET and no COUNT: both read what they skip, and a row that comes or goes shifts every
 * page after it. The order is the id, a UUIDv7 and so the order of creation, or a number and among
 * equals the id, where a filter on the number is to be one index range, too. A cursor carries a tag
 * over the list with its workspace and filters, not the filters themselves: it fits nowhere else
 * and stays short. Encrypting it was left: neither is a secret to who was shown the row.
 *
 * <p>Depends on input, problem, replica and secrets. Left out: orders by texts.
 */
package org.allogate.paging;
