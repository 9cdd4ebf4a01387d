/**
 * What customers have paid in advance, and every change of it.
 *
 * <p>Both balances stand in the customer's row, which is locked for a change, and the ledger's row
 * repeats them: a balance computed from the ledger would read more with every change, and one
 * without a ledger could not be proven. Entries count from 1 without a gap under that lock, so that
 * a missing one is seen. It is called store credit because credits alone are what tenants pay with.
 *
 * <p>Depends on the concerns, and on customers for the row. Left out: what credit is spent on.
 */
package org.allogate.storecredit;
