package org.allogate.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.UUID;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Limits;

/** Proves passwords, no more often than the limits of account and address let it. */
@ApplicationScoped
public class Passwords {
  // What no member's id is, so that the store finds nobody.
  private static final UUID NOBODY = new UUID(0, 0);

  @Inject IdentityStoreHandler handler;
  @Inject MemberIdentityStore store;
  @Inject SignInSettings settings;
  @Inject Limits limits;

  private final Turns turns = new Turns(Runtime.getRuntime().availableProcessors());

  /**
   * Lets a member who signed in show the password once more, for what a session alone may not do.
   * Every attempt counts against the account and the client's address, as those to sign in do.
   *
   * @param email the member's address
   * @param addressSite what attempts from the client's address are counted by
   * @throws ProblemException {@code sign_in_failed} when it is not the member's, {@code
   *     rate_limited} when there were too many attempts
   */
  public void reenter(UUID member, String email, String password, String addressSite) {
    admit(email, addressSite);
    if (!isOf(member, password)) {
      throw wrong();
    }
  }

  /**
   * Counts an attempt to sign in, before anything is computed for it.
   *
   * @throws ProblemException {@code rate_limited}
   */
  public void admit(String email, String addressSite) {
    admitFrom(addressSite);
    requireAdmitted(limits.admitSignIn(account(email), settings.attempts()));
  }

  // Bounded, as a counter keeps it: compatibility forms may be many times longer.
  private static String account(String email) {
    String canonical = EmailAddress.canonical(email);
    return canonical.substring(0, Math.min(canonical.length(), EmailAddress.LONGEST));
  }

  /**
   * Counts an attempt to sign in by other means than a password.
   *
   * @throws ProblemException {@code rate_limited}
   */
  public void admitFrom(String addressSite) {
    requireAdmitted(limits.admitSignInFrom(addressSite, settings.attemptsOfAddress()));
  }

  private static void requireAdmitted(Decision decision) {
    if (!decision.admitted()) {
      throw new ProblemException(
              ProblemType.RATE_LIMITED, "There were too many attempts to sign in. Wait a while.")
          .with("retry_after_seconds", decision.retryAfterSeconds())
          .header("Retry-After", String.valueOf(decision.retryAfterSeconds()));
    }
  }

  /**
   * Whether a password is a member's.
   *
   * @throws ProblemException {@code service_unavailable} when too many wait for that already
   */
  public boolean isOf(UUID member, String password) {
    return turns
            .take(
                () ->
                    handler.validate(
                        new UsernamePasswordCredential(
                            member.toString(), PasswordRules.normalized(password))))
            .getStatus()
        == Status.VALID;
  }

  /** Takes as long as proving one does. */
  public void proveNothing(String password) {
    isOf(NOBODY, password);
  }

  /**
   * What is kept of a new password.
   *
   * @throws ProblemException {@code service_unavailable} when too many wait for that already
   */
  public String hashed(String password) {
    return turns.take(() -> store.hashed(PasswordRules.normalized(password).toCharArray()));
  }

  /** Whether what is kept was made with other parameters than new passwords are. */
  public boolean isOutdated(String kept) {
    return store.isOutdated(kept);
  }

  /** The one refusal of whatever does not prove who somebody is. */
  public static ProblemException wrong() {
    return new ProblemException(
        ProblemType.SIGN_IN_FAILED, "This does not prove who you are, or does so no longer.");
  }
}
