package org.allogate.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A WAR of somebody else, on the same server and database, is guarded as our own is, and nothing of
 * ours is served there.
 */
class GuardedSampleIT extends ServerIT {
  private static final String SAMPLE = "/sample";
  private static final String NOTES = SAMPLE + "/v1/notes";
  private static final String NOTE = "{\"text\":\"Water the plants.\"}";

  private final Fixture tenant = Fixture.create();
  private final ApiClient client = new ApiClient(tenant.key(Scopes.ALL));

  @Deployment(name = "sample", order = 2, testable = false)
  public static WebArchive sample() {
    return GuardedSample.war();
  }

  private static List<String> notes(ApiClient client) {
    return texts(client.read(NOTES).path("notes"));
  }

  private static List<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
        .map(i -> array.get(i).textValue())
        .toList();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Nested
  class Status200 {
    @Test
    void showsWhatIsTheCallersWorkspaces() {
      ApiClient sibling = new ApiClient(tenant.sibling().key(Scopes.ALL));
      KeyMaker.answered(client.post(NOTES, NOTE), 201);
      JsonNode read = client.read(NOTES);
      assertThat(read.path("workspace").textValue()).isEqualTo(tenant.live.toString());
      assertThat(texts(read.path("notes"))).containsExactly("Water the plants.");
      assertThat(notes(sibling)).isEmpty();
      assertThat(notes(new ApiClient(tenant.testKey(Scopes.ALL)))).isEmpty();
    }

    @Test
    void saysWhatIsLeftAndEverythingElseThatAnswersSay() {
      ApiClient limited = new ApiClient(tenant.key(Scopes.ALL, "9;w=60"));
      HttpResponse<String> read = limited.get(NOTES);
      assertThat(header(read, "RateLimit-Limit")).isEqualTo("9");
      assertThat(header(read, "RateLimit-Remaining")).isEqualTo("8");
      assertThat(header(read, "RateLimit-Policy")).isEqualTo("9;w=60");
      assertThat(header(read, "X-Request-Id")).isNotEmpty();
      assertThat(header(read, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(limited.post(NOTES, NOTE), "RateLimit-Remaining")).isEqualTo("6");
    }

    @Test
    void comesToAMemberWhoSignedInAtOurs() {
      MemberClient member = tenant.member(Role.OWNER);
      assertThat(member.get(NOTES).statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Tokens {
    private final TokenClient issuer = new TokenClient(client.key());

    @Test
    void areGoodForTheirScopes() {
      String token = issuer.token("vault:read");
      assertThat(read(token)).isEqualTo(200);
      String other = issuer.token("store:read");
      ProblemCheck.of(get(NOTES, "Authorization", "Bearer " + other), 403, "insufficient_scope");
    }

    @Test
    void areRefusedSoonAfterTheyWereRevokedAtOurs() {
      String token = issuer.token("vault:read");
      assertThat(read(token)).isEqualTo(200);
      issuer.revoke(token);
      KeyMaker.eventually("the token is refused at the sample", () -> read(token) == 401);
    }

    private static int read(String token) {
      return get(NOTES, "Authorization", "Bearer " + token, "X-Forwarded-For", Addresses.fresh())
          .statusCode();
    }
  }

  @Nested
  class Status201 {
    @Test
    void isRepeatedForTheSameIdempotencyKey() {
      String once = "once-" + UUID.randomUUID();
      HttpResponse<String> first = client.send("POST", NOTES, NOTE, "Idempotency-Key", once);
      HttpResponse<String> again = client.send("POST", NOTES, NOTE, "Idempotency-Key", once);
      assertThat(first.statusCode()).isEqualTo(201);
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(header(first, "Idempotent-Replayed")).isEmpty();
      assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
      assertThat(notes(client)).hasSize(1);
    }

    @Test
    void comesOnceToManyAtOnce() throws Exception {
      String once = "once-" + UUID.randomUUID();
      List<Integer> statuses =
          Threads.run(
              8,
              thread ->
                  () -> client.send("POST", NOTES, NOTE, "Idempotency-Key", once).statusCode());
      assertThat(statuses).contains(201).isSubsetOf(201, 409);
      assertThat(notes(client)).hasSize(1);
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolation() {
      JsonNode problem =
          ProblemCheck.of(
              client.post(NOTES, "{\"text\":\"\",\"colour\":1}"), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactlyInAnyOrder("/text", "/colour");
    }

    @Test
    void comesFromTheContainerAsAProblemToo() throws IOException {
      ProblemCheck.of(RawHttp.get(NOTES + "%2f", ""), 400, "malformed_request");
    }
  }

  @Nested
  class Status401 {
    @Test
    void asksForAKey() {
      HttpResponse<String> refused = get(NOTES);
      ProblemCheck.of(refused, 401, "missing_api_key");
      assertThat(header(refused, "WWW-Authenticate")).startsWith("Bearer ");
    }

    @Test
    void meetsAForgedKey() {
      ProblemCheck.of(
          get(NOTES, "X-API-Key", client.key() + "A", "X-Forwarded-For", Addresses.fresh()),
          401,
          "invalid_api_key");
    }

    @Test
    void meetsAKeySoonAfterItWasRevokedAtOurs() {
      KeyMaker maker = KeyMaker.of(tenant);
      JsonNode key = maker.made("'scopes': ['vault:read']");
      ApiClient holder = KeyMaker.using(key);
      holder.read(NOTES);
      maker.revoked(key);
      KeyMaker.eventually(
          "the key is refused at the sample", () -> holder.get(NOTES).statusCode() == 401);
      ProblemCheck.of(holder.get(NOTES), 401, "api_key_revoked");
    }
  }

  @Nested
  class Status402 {
    @Test
    void comesWhereTheTenantHasTooFewCredits() {
      Fixture.run("update tenant set credits = 1 where id = ?", tenant.tenant);
      JsonNode problem = ProblemCheck.of(client.post(NOTES, NOTE), 402, "payment_required");
      assertThat(problem.path("cost").intValue()).isEqualTo(2);
      assertThat(notes(client)).isEmpty();
      ProblemCheck.of(client.get(NOTES), 402, "payment_required");
    }
  }

  @Nested
  class Status403 {
    @Test
    void namesTheScopeThatIsMissing() {
      ApiClient reader = new ApiClient(tenant.key(Scopes.of(Scope.VAULT_READ)));
      reader.read(NOTES);
      JsonNode problem = ProblemCheck.of(reader.post(NOTES, NOTE), 403, "insufficient_scope");
      assertThat(texts(problem.path("missing_scopes"))).containsExactly("vault:write");
      assertThat(notes(reader)).isEmpty();
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/v1/nothing",
          "/v1/store",
          "/v1/api-keys",
          "/v1/audit-events",
          "/v1/session",
          "/api/v2/me",
          "/console/",
          "/errors/rate_limited"
        })
    void meetsEverythingThatIsNotTheSamples(String path) {
      ProblemCheck.of(client.get(SAMPLE + path), 404, "not_found");
    }
  }

  @Nested
  class Status405 {
    @Test
    void saysWhatThereIs() {
      HttpResponse<String> refused = client.put(NOTES, NOTE);
      ProblemCheck.of(refused, 405, "method_not_allowed");
      assertThat(header(refused, "Allow")).contains("GET", "POST");
    }
  }

  @Nested
  class Status429 {
    @Test
    void goesByACountOfItsOwn() {
      ApiClient limited = new ApiClient(tenant.key(Scopes.ALL, "2;w=60"));
      limited.read("/v1/loyalty/tiers");
      limited.read("/v1/loyalty/tiers");
      ProblemCheck.of(limited.get("/v1/loyalty/tiers"), 429, "rate_limited");
      KeyMaker.answered(limited.post(NOTES, NOTE), 201);
      HttpResponse<String> refused = limited.get(NOTES);
      ProblemCheck.of(refused, 429, "rate_limited");
      assertThat(header(refused, "Retry-After")).isEqualTo("60");
    }
  }

  @Nested
  class Start {
    @Test
    void findsTheSchemaAndSaysNothingOfTrouble() throws IOException {
      String log =
          Files.readString(ItSession.logs().resolve("messages.log"), StandardCharsets.ISO_8859_1);
      int from = log.lastIndexOf("CWWKZ0018I: Starting application sample.");
      String started = log.substring(from, log.indexOf("CWWKZ0001I: Application sample ", from));
      assertThat(started)
          .containsPattern("Schema is at version \\d+, 0 migrations were run")
          .doesNotContain("Allogate answers at")
          .doesNotContainPattern("(?m)^\\[[^]]*] \\S+ \\S+ +[EWF] ");
    }

    @Test
    void leavesTheAccessLogOfOursAlone() throws Exception {
      String id = "sample-" + UUID.randomUUID();
      get(NOTES, "X-API-Key", client.key(), "X-Request-Id", id);
      assertThat(LogIT.lines("sample.0.log", id))
          .singleElement()
          .asString()
          .contains("\"capability\":\"sample.look\"");
    }

    @Test
    void notesUsesOfKeys() {
      KeyMaker maker = KeyMaker.of(tenant);
      JsonNode key = maker.made("'scopes': ['vault:read']");
      KeyMaker.using(key).read(NOTES);
      KeyMaker.eventually(
          "the use is written down", () -> !maker.read(key).path("lastUsedAt").isNull());
    }
  }

  @Nested
  class Ours {
    @Test
    void serveTheirOwnContractAlone() {
      assertThat(get("/openapi").body()).contains("/v1/store:").doesNotContain("/v1/notes");
    }

    @Test
    void chargeWhatSucceededAtTheSample() {
      MemberClient owner = tenant.tenantMember(Role.OWNER);
      String once = "once-" + UUID.randomUUID();
      client.send("POST", NOTES, NOTE, "Idempotency-Key", once);
      client.send("POST", NOTES, NOTE, "Idempotency-Key", once);
      client.post(NOTES, "{}");
      client.read(NOTES);
      KeyMaker.eventually(
          "three credits are used",
          () ->
              owner.read("/v1/tenants/" + tenant.tenant + "/credits").path("used").longValue()
                  == 3);
    }

    @Test
    void tellWhatWasUsedAtTheSample() {
      ApiClient read = new ApiClient(tenant.key(Scopes.ALL));
      read.read(NOTES);
      KeyMaker.eventually(
          "the use is counted",
          () -> client.read("/v1/usage?groupBy=capability").toString().contains("sample.look"));
    }
  }

  @Nested
  class Artifact {
    private final JavaClasses classes = jar();

    private static JavaClasses jar() {
      try (JarFile jar = new JarFile(GuardedSample.CLASSES)) {
        return new ClassFileImporter().importJar(jar);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void hasAllThatItRefersTo() {
      assertThat(classes).hasSizeGreaterThan(100);
      assertThat(
              classes.stream()
                  .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                  .map(it -> it.getTargetClass().getBaseComponentType())
                  .filter(it -> it.getPackageName().startsWith("org.allogate"))
                  .map(JavaClass::getName)
                  .collect(Collectors.toSet()))
          .allMatch(classes::contain);
    }

    @Test
    void servesNothing() {
      noClasses().should().beAnnotatedWith(Path.class).check(classes);
    }

    @Test
    void signsNobodyInAtTheirs() {
      noClasses().should().beAssignableTo(IdentityStore.class).check(classes);
    }
  }
}
