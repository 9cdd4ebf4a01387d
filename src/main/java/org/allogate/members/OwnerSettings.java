package org.allogate.members;

import java.util.Optional;
import org.allogate.people.EmailAddress;
import org.allogate.people.PasswordRules;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.config.Config;

/**
 * The first owner of an empty database.
 *
 * @param wanted whether one is made; not where there is a demo, setting {@code allogate.demo}
 * @param tenantName what the first tenant is called, setting {@code allogate.tenant.name}
 * @param email of the owner, setting {@code allogate.owner.email}; empty, who uses the link says it
 * @param password of the owner, setting {@code allogate.owner.password}, which needs an email;
 *     empty, a link in the log lets the owner choose it
 * @param base where this server is reached, setting {@code allogate.base-url}; by default plain
 *     HTTP on localhost
 */
record OwnerSettings(
    boolean wanted, String tenantName, String email, String password, String base) {
  private static final String EMAIL = "allogate.owner.email";
  private static final String PASSWORD = "allogate.owner.password";

  /** Refuses what could not sign in with an {@link IllegalArgumentException}. */
  OwnerSettings {
    if (!email.isEmpty() && !EmailAddress.isOne(email)) {
      throw new IllegalArgumentException(EMAIL + " must be an email address");
    }
    if (!password.isEmpty()) {
      require(!email.isEmpty(), PASSWORD + " needs " + EMAIL);
      PasswordRules.broken(password, email, "")
          .ifPresent(detail -> require(false, PASSWORD + " " + detail));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  static OwnerSettings from(Config config) {
    return new OwnerSettings(
        !config.getOptionalValue("allogate.demo", Boolean.class).orElse(false),
        text(config, "allogate.tenant.name").orElse("Tenant"),
        text(config, EMAIL).map(String::strip).orElse(""),
        text(config, PASSWORD).orElse(""),
        PublicAddress.fixed(config));
  }

  private static Optional<String> text(Config config, String name) {
    return config.getOptionalValue(name, String.class);
  }

  /** Whether the password is meant for the member of an address. */
  boolean isPasswordOf(String address) {
    return !password.isEmpty()
        && EmailAddress.canonical(email).equals(EmailAddress.canonical(address));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "OwnerSettings[" + wanted + ", " + tenantName + ", " + email + ", " + base + "]";
  }
}
