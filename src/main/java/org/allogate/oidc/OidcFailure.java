package org.allogate.oidc;

import java.util.Locale;

/** Why a sign-in at the provider ends without a session. */
enum OidcFailure {
  /** The provider sent the browser back with an error: the person or the provider said no. */
  REFUSED,
  /** The provider does not answer, its answer does not prove anything, or it came too late. */
  PROVIDER,
  /** The provider has not verified the address, or does not tell it. */
  EMAIL,
  /** No member has the address, more than one has it, or this one may not come in. */
  MEMBER,
  /** The browser came to the callback by itself. */
  REQUEST;

  /** The word in the console's address. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
