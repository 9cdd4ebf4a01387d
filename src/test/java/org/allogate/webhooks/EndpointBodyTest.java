package org.allogate.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.allogate.input.JsonBody;
import org.allogate.input.Members;
import org.allogate.problem.ProblemException;
import org.allogate.problem.Violation;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointBodyTest {
  private static final String URL = "https://example.com/hook";

  private static Members members(String json) {
    return JsonBody.line(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> pointers(Runnable reading) {
    return catchThrowableOfType(ProblemException.class, reading::run).violations().stream()
        .map(Violation::pointer)
        .toList();
  }

  @Nested
  class ANewOne {
    @Test
    void takesItsDefaults() {
      EndpointBody body = EndpointBody.from(members("{'url':'" + URL + "','eventTypes':['*']}"));
      assertThat(body.environment()).isNull();
      assertThat(body.terms()).isEqualTo(new EndpointTerms(URL, null, EventTypes.parse("*"), true));
    }

    @Test
    void takesEveryMember() {
      EndpointBody body =
          EndpointBody.from(
              members(
                  "{'url':'%s','description':'Two\\nlines','environment':'test',".formatted(URL)
                      + "'eventTypes':['product.updated','api_key.created']}"));
      assertThat(body.environment()).isEqualTo(Environment.TEST);
      assertThat(body.terms())
          .isEqualTo(
              new EndpointTerms(
                  URL, "Two\nlines", EventTypes.parse("api_key.created product.updated"), true));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}                                                    | /url /eventTypes",
          "{'url':null,'eventTypes':null}                        | /url /eventTypes",
          "{'url':'','eventTypes':[]}                            | /url /eventTypes",
          "{'url':'ftp://x.example','eventTypes':['*']}          | /url",
          "{'url':'nothing','eventTypes':['*','*']}              | /url /eventTypes/1",
          "{'url':7,'eventTypes':'*'}                            | /url /eventTypes",
          "{'url':'https://x.example','eventTypes':['*','product.created']}  | /eventTypes",
          "{'url':'https://x.example','eventTypes':['Product.Created',7,null]}"
              + " | /eventTypes/0 /eventTypes/1 /eventTypes/2",
          "{'url':'https://x.example','eventTypes':['product.created','product.created']}"
              + " | /eventTypes/1",
          "{'url':'https://x.example','eventTypes':['webhook_endpoint.test']} | /eventTypes/0",
          "{'url':'https://x.example','eventTypes':['*'],'environment':'LIVE'} | /environment",
          "{'url':'https://x.example','eventTypes':['*'],'secret':'x','enabled':true}"
              + " | /secret /enabled",
          "{'url':'https://x.example','eventTypes':['*'],'description':'\\u0000'} | /description"
        })
    void tellsAllThatIsWrong(String json, String expected) {
      assertThat(pointers(() -> EndpointBody.from(members(json))))
          .containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void boundsItsTexts() {
      String longest = URL + "/" + "x".repeat(EndpointBody.MAX_URL - URL.length() - 1);
      String description = "d".repeat(EndpointBody.MAX_DESCRIPTION);
      String json = "{'url':'%s','description':'%s','eventTypes':['*']}";
      assertThat(EndpointBody.from(members(json.formatted(longest, description))).url())
          .isEqualTo(longest);
      assertThat(
              pointers(
                  () ->
                      EndpointBody.from(members(json.formatted(longest + "x", description + "d")))))
          .containsExactlyInAnyOrder("/url", "/description");
    }
  }

  @Nested
  class APatch {
    private final EndpointTerms now =
        new EndpointTerms(URL, "It is", EventTypes.parse("product.created"), true);

    private EndpointTerms applied(String json) {
      return EndpointPatchBody.from(members(json)).applied(now);
    }

    @Test
    void leavesWhatItDoesNotName() {
      assertThat(applied("{}")).isEqualTo(now);
    }

    @Test
    void changesWhatItNames() {
      assertThat(
              applied(
                  "{'url':'https://other.example','description':'New','eventTypes':['*'],"
                      + "'enabled':false}"))
          .isEqualTo(
              new EndpointTerms("https://other.example", "New", EventTypes.parse("*"), false));
    }

    @Test
    void takesTheDescriptionAway() {
      assertThat(applied("{'description':null}").description()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "eventTypes", "enabled"})
    void takesNothingElseAway(String member) {
      assertThat(pointers(() -> applied("{'%s':null}".formatted(member))))
          .containsExactly("/" + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "organizationId", "tenantId", "secret", "id"})
    void hasNoOtherMembers(String member) {
      assertThat(pointers(() -> applied("{'%s':'live'}".formatted(member))))
          .containsExactly("/" + member);
    }
  }

  @Nested
  class ARotation {
    @ParameterizedTest
    @CsvSource({"{}, 86400", "{'gracePeriodSeconds':0}, 0", "{'gracePeriodSeconds':86400}, 86400"})
    void givesTheOldSecretAWhile(String json, long seconds) {
      assertThat(SecretRotationBody.from(members(json)).grace())
          .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "86401", "'1'"})
    void isADayAtMost(String seconds) {
      assertThat(
              pointers(
                  () ->
                      SecretRotationBody.from(
                          members("{'gracePeriodSeconds':%s}".formatted(seconds)))))
          .containsExactly("/gracePeriodSeconds");
    }
  }
}
