package org.allogate.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allogate.access.EvenTime;
import org.allogate.people.Account;
import org.allogate.people.Accounts;
import org.allogate.people.Member;
import org.allogate.people.Passwords;
import org.allogate.people.SealedToken;
import org.allogate.people.SignInSettings;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Origin;

/** Finds out which member an address and a password belong to. */
@ApplicationScoped
public class PasswordSignIn {
  // Hashes computed for one attempt, at most.
  private static final int MOST_PROVEN = 5;

  @Inject Accounts accounts;
  @Inject Passwords passwords;
  @Inject SignIn signIn;

  private final EvenTime evenTime;

  /** For the container's proxy. */
  protected PasswordSignIn() {
    evenTime = null;
  }

  @Inject
  PasswordSignIn(SignInSettings settings) {
    evenTime = new EvenTime(settings.floor());
  }

  /**
   * Lets the member in.
   *
   * @param site what attempts from the client's address are counted by
   * @param shown the token of the browser's session until now
   */
  SealedToken.Token by(SignInBody body, Origin origin, String site, Optional<String> shown) {
    passwords.admit(body.email(), site);
    long began = evenTime.start();
    try {
      return proven(body, origin, shown);
    } catch (ProblemException refusal) {
      if (refusal.type() == ProblemType.SIGN_IN_FAILED) {
        evenTime.await(began);
      }
      throw refusal;
    }
  }

  private SealedToken.Token proven(SignInBody body, Origin origin, Optional<String> shown) {
    List<Account> named = accounts.ofEmail(body.email(), body.tenant());
    List<Account> proven = proven(named, body.password());
    if (proven.isEmpty()) {
      named.forEach(account -> signIn.failed(account.member(), origin));
      throw Passwords.wrong();
    }
    Account chosen = chosen(proven);
    if (!chosen.mayEnter()) {
      signIn.failed(chosen.member(), origin);
      chosen.requireMayEnter();
    }
    return signIn.openByPassword(
        chosen.member(), newHash(chosen.member(), body.password()), origin, shown);
  }

  private List<Account> proven(List<Account> named, String password) {
    List<Account> tried =
        named.stream().filter(account -> account.member().active()).limit(MOST_PROVEN).toList();
    if (tried.isEmpty()) {
      passwords.proveNothing(password);
    }
    return tried.stream()
        .filter(account -> passwords.isOf(account.member().id(), password))
        .toList();
  }

  private static Account chosen(List<Account> proven) {
    List<Account> open = proven.stream().filter(Account::mayEnter).toList();
    if (open.size() > 1) {
      throw new ProblemException(
              ProblemType.CONFLICT, "Members of several tenants sign in so: say tenantId, too.")
          .with("tenants", open.stream().map(PasswordSignIn::tenant).toList());
    }
    return open.isEmpty() ? proven.get(0) : open.get(0);
  }

  private static Map<String, Object> tenant(Account account) {
    Map<String, Object> tenant = new LinkedHashMap<>();
    tenant.put("id", account.member().tenantId());
    tenant.put("name", account.tenantName());
    return tenant;
  }

  private Optional<String> newHash(Member member, String password) {
    return member
        .password()
        .filter(passwords::isOutdated)
        .map(outdated -> passwords.hashed(password));
  }
}
