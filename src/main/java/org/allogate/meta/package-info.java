/**
 * What the API says about itself and about the credential that asks.
 *
 * <p>The principal needs no scope: a client must be able to ask what it may do. It asks the
 * database for the credits each time, although the guard has the key at hand: a figure that is five
 * seconds old would look like an error of the bill. Capabilities are collected from the methods
 * that the container deploys, not from the list of this application's resources: one that others
 * deploy is among them, and none is typed twice.
 *
 * <p>Depends on access, keys, tokens and tenancy for what it shows. Left out: the token endpoint
 * and its metadata, see oauth2.
 */
package org.allogate.meta;
