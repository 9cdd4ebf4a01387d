package org.allogate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypeTest {
  @Test
  void isTheCatalogueOfTheContract() {
    String contract =
        """
        missing_api_key 401
        invalid_api_key 401
        api_key_expired 401
        api_key_revoked 401
        invalid_token 401
        session_expired 401
        sign_in_failed 401
        invalid_client 401
        user_inactive 401
        tenant_disabled 401
        payment_required 402
        insufficient_scope 403
        permission_denied 403
        csrf_token_invalid 403
        address_not_allowed 403
        https_required 403
        not_found 404
        method_not_allowed 405
        not_acceptable 406
        conflict 409
        duplicate_name 409
        last_owner 409
        key_limit_reached 409
        key_revoked 409
        idempotency_key_reused 409
        idempotency_in_progress 409
        insufficient_credit 409
        precondition_failed 412
        payload_too_large 413
        uri_too_long 414
        unsupported_media_type 415
        malformed_request 400
        validation_error 400
        invalid_request 400
        invalid_scope 400
        unsupported_grant_type 400
        unauthorized_client 400
        invalid_cursor 400
        invalid_identifier 400
        invalid_idempotency_key 422
        rate_limited 429
        headers_too_large 431
        internal_error 500
        service_unavailable 503
        """;
    Map<String, Integer> catalogue =
        contract
            .lines()
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(it -> it[0], it -> Integer.valueOf(it[1])));
    assertThat(
            Arrays.stream(ProblemType.values())
                .collect(Collectors.toMap(ProblemType::code, ProblemType::status)))
        .isEqualTo(catalogue);
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void isFoundByItsCodeAndExplained(ProblemType type) {
    assertThat(ProblemType.byCode(type.code())).contains(type);
    assertThat(type.code()).matches("[a-z]+(_[a-z]+)*");
    assertThat(type.title()).isNotBlank().doesNotContain("<", "&");
    assertThat(type.explanation()).endsWith(".").doesNotContain("<", "&");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "NOT_FOUND", "Not_Found", "not_found "})
  void isNotFoundByAnythingElse(String code) {
    assertThat(ProblemType.byCode(code)).isEmpty();
  }
}
