/**
 * What a tenant has left to spend, and why: the balance, its ledger, grants and corrections.
 *
 * <p>Beside credits, which every guarded call runs through, because this is a feature with
 * resources and views. A correction takes only what no server has leased; taking the rest would let
 * the balance fall below zero after it had been granted away. Money is a decimal text: a JSON
 * number is a double to many readers.
 *
 * <p>Depends on the concerns. Left out: payment.
 */
package org.allogate.balance;
