package org.allogate.dev;

/** Why the development server cannot start, in one line that says what to do. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that the reader can cure himself. */
  public StartFailure(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
