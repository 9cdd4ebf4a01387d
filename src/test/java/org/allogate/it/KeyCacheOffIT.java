package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.allogate.scopes.Scopes;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * With {@code allogate.key-cache=off} every request reads its rows: what somebody changes in the
 * database itself, which nobody is told of, is seen by the next one.
 */
class KeyCacheOffIT extends ServerIT {
  private static final String NOTES = "/uncached/v1/notes";
  private static final int ROUNDS = 20;

  private final Fixture tenant = Fixture.create();

  @Deployment(name = "uncached", order = 2, testable = false)
  public static WebArchive uncached() {
    return GuardedSample.war(
        "uncached", "allogate.key-cache=off", "allogate.access-log=logs/uncached.%g.log");
  }

  private static int status(String credential) {
    return get(NOTES, "Authorization", "Bearer " + credential, "X-Forwarded-For", Addresses.fresh())
        .statusCode();
  }

  @Nested
  class OnTheVeryNextRequest {
    @Test
    void aKeyIsOver() {
      for (int round = 0; round < ROUNDS; round++) {
        String key = tenant.key(Scopes.ALL);
        assertThat(status(key)).isEqualTo(200);
        Fixture.run(
            "update api_key set status = 'revoked', revoked_at = now(6) where id = ?",
            Fixture.idOf(key));
        assertThat(status(key)).isEqualTo(401);
      }
    }

    @Test
    void aKeyHasOtherScopes() {
      String key = tenant.key(Scopes.ALL);
      for (int round = 0; round < ROUNDS; round++) {
        Fixture.run("update api_key set scopes = 'store:read' where id = ?", Fixture.idOf(key));
        assertThat(status(key)).isEqualTo(403);
        Fixture.run("update api_key set scopes = 'vault:read' where id = ?", Fixture.idOf(key));
        assertThat(status(key)).isEqualTo(200);
      }
    }

    @Test
    void anOrganizationIsDisabled() {
      String key = tenant.key(Scopes.ALL);
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(status(key)).isEqualTo(200);
        Fixture.run("update organization set active = 0 where id = ?", tenant.organization);
        assertThat(status(key)).isEqualTo(401);
        Fixture.run("update organization set active = 1 where id = ?", tenant.organization);
      }
    }

    @Test
    void aTokenIsOver() {
      TokenClient issuer = new TokenClient(tenant.key(Scopes.ALL));
      for (int round = 0; round < ROUNDS; round++) {
        String token = issuer.token("vault:read");
        assertThat(status(token)).isEqualTo(200);
        issuer.revoke(token);
        assertThat(status(token)).isEqualTo(401);
      }
    }
  }
}
