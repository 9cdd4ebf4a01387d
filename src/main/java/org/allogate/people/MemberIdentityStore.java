package org.allogate.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allogate.input.Ids;

/**
 * The members' passwords as a store of Jakarta Security. Its callers are named by the member's id:
 * an address may belong to one member of every tenant.
 */
@ApplicationScoped
public class MemberIdentityStore implements IdentityStore {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Pbkdf2PasswordHash hash;
  @Inject SignInSettings settings;

  private String nobodys;

  @PostConstruct
  void start() {
    hash.initialize(
        Map.of(
            "Pbkdf2PasswordHash.Algorithm",
            ALGORITHM,
            "Pbkdf2PasswordHash.Iterations",
            String.valueOf(settings.iterations()),
            "Pbkdf2PasswordHash.SaltSizeBytes",
            "32",
            "Pbkdf2PasswordHash.KeySizeBytes",
            "32"));
    nobodys = hash.generate(UUID.randomUUID().toString().toCharArray());
  }

  @Override
  public Set<ValidationType> validationTypes() {
    return Set.of(ValidationType.VALIDATE);
  }

  /** Takes as long for a member who does not exist, or has no password. */
  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof UsernamePasswordCredential shown)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    Optional<String> kept = Ids.parse(shown.getCaller()).flatMap(this::passwordOf);
    boolean right = hash.verify(shown.getPassword().getValue(), kept.orElse(nobodys));
    return right && kept.isPresent()
        ? new CredentialValidationResult(shown.getCaller())
        : CredentialValidationResult.INVALID_RESULT;
  }

  private Optional<String> passwordOf(UUID member) {
    return Optional.ofNullable(
        em.createQuery("select m.password from Member m where m.id = :member", String.class)
            .setParameter("member", member)
            .getSingleResultOrNull());
  }

  String hashed(char[] password) {
    return hash.generate(password);
  }

  /** Whether a hash was made with other parameters than new ones are. */
  boolean isOutdated(String kept) {
    return !kept.startsWith(ALGORITHM + ":" + settings.iterations() + ":");
  }
}
