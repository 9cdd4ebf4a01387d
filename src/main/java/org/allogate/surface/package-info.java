/**
 * What a request shows of itself before anyone knows whose it is: surface, request id, public
 * address, time.
 *
 * <p>A surface is a skin over one engine, told by the path alone; it decides names and statuses and
 * never what happens. The public address comes from the setting, or from the request's own host,
 * which only its sender sees again. The clock is injected from here, so that nothing else reads the
 * system's.
 *
 * <p>Depends on trace. Left out: the client's address, which needs trust, see access.
 */
package org.allogate.surface;
