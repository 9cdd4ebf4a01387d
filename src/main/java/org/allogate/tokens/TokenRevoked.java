package org.allogate.tokens;

import java.util.UUID;

/** Fired inside the transaction that revokes a token. */
record TokenRevoked(UUID token) {}
