/**
 * Sign-in of members at an identity provider (OpenID Connect), where the settings name one.
 *
 * <p>The flow and the proof of the id token are Jakarta Security's. Its mechanism and our servlet
 * are added at start when a provider is set, instead of being there and switched off: the container
 * asks a mechanism that exists on every request. State and nonce stand in cookies, not in a
 * container session, which would bind the browser to one node. Who comes back counts by the
 * verified address in the id token, not by the provider's subject: members are known by address.
 *
 * <p>Depends on surface. Left out: making members, sign-out at the provider, PKCE (the mechanism
 * has none; nonce and client secret stand in for it), several providers.
 */
package org.allogate.oidc;
