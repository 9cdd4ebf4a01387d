/**
 * Sign-in of members at an identity provider (OpenID Connect), where the settings name one.
 *
 * <p>The flow and the proof of the id token are Jakarta Security's. Its mechanism and our servlet
 * are added at start when a provider is set, instead of being there and switched off: the container
 * asks a mechanism that exists on every request. State and nonce stand in cookies, not in a
 * container session, which would bind the browser to one node. Members are known by the verified
 * address in the id token when they come first, and by the provider's subject besides ever after.
 *
 * <p>Depends on access, people, session and surface. Left out: making members, sign-out at the
 * provider, PKCE (the mechanism has none; nonce and client secret stand in for it), several
 * providers, members of several tenants.
 */
package org.allogate.oidc;
