package org.allogate.tokens;

/**
 * A token at the only moment its text is known here.
 *
 * @param text the whole token, for its owner's eyes
 * @param token what it says
 */
public record IssuedToken(String text, AccessToken token) {
  /** The id: a token never gets into a log by its object. */
  @Override
  public String toString() {
    return "IssuedToken[" + token.id() + "]";
  }
}
