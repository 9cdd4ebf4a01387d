package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/** Coupons that many want to make, apply and deactivate at the same moment. */
class CouponRacesIT extends ServerIT {
  private static final String PATH = "/v1/coupons";
  private static final int THREADS = 16;
  private static final int ROUNDS = 20;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String body(String code, boolean active) {
    return ("{\"code\":\"%s\",\"ownerUuid\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\","
            + "\"ownerUsername\":\"aether.ash\",\"discount\":10,\"active\":%s}")
        .formatted(code, active);
  }

  private String created(String code) {
    HttpResponse<String> answer = owner.post(PATH, body(code, true));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer).path("id").asText();
  }

  private UUID customer() {
    UUID avatar = UUID.randomUUID();
    Fixture.run(
        "insert into customer (id, workspace_id, uuid, first_seen)"
            + " values (?, ?, ?, utc_timestamp(6))",
        Fixture.id(),
        fixture.live,
        avatar);
    return avatar;
  }

  private int act(UUID customer, String action, String coupon) {
    return owner
        .post(
            "/v1/customers/%s/actions/%s-coupon".formatted(customer, action),
            "{\"couponId\":\"" + coupon + "\",\"scope\":0}")
        .statusCode();
  }

  private static List<UUID> applied(UUID customer) {
    return Rows.ids(
        "select coupon_id from applied_coupon a join customer c on c.id = a.customer_id"
            + " where c.uuid = ?",
        customer);
  }

  @Test
  void ofTwoCouponsOneCountsHoweverManyApplyThem() throws Exception {
    List<String> coupons = List.of(created("one"), created("two"));
    for (int round = 0; round < ROUNDS; round++) {
      UUID customer = customer();
      List<Integer> statuses =
          Threads.run(THREADS, i -> () -> act(customer, "apply", coupons.get(i % 2)));
      assertThat(statuses).containsOnly(200);
      assertThat(applied(customer)).hasSize(1);
      assertThat(coupons).contains(applied(customer).get(0).toString());
    }
  }

  @Test
  void oneOfManyRevokesIt() throws Exception {
    String coupon = created("one");
    for (int round = 0; round < ROUNDS; round++) {
      UUID customer = customer();
      assertThat(act(customer, "apply", coupon)).isEqualTo(200);
      List<Integer> statuses = Threads.run(THREADS, i -> () -> act(customer, "revoke", coupon));
      assertThat(statuses).containsOnly(200, 409);
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
      assertThat(applied(customer)).isEmpty();
    }
  }

  @Test
  void whatWasDeactivatedIsNotAppliedAfterwards() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String code = "round-" + round;
      String coupon = created(code);
      List<UUID> customers = IntStream.range(0, THREADS).mapToObj(i -> customer()).toList();
      List<Integer> answers =
          Threads.run(
              THREADS,
              i ->
                  i == 0
                      ? () -> appliedOnceDeactivated(coupon, code)
                      : () -> act(customers.get(i), "apply", coupon));
      assertThat(answers.subList(1, THREADS)).allMatch(status -> status == 200 || status == 409);
      assertThat(Collections.frequency(answers.subList(1, THREADS), 200)).isEqualTo(answers.get(0));
      assertThat(timesApplied(coupon)).isEqualTo(answers.get(0));
      assertThat(act(customers.get(0), "apply", coupon)).isEqualTo(409);
    }
  }

  /** For how many it counts at the moment the answer is here; it must be the last word. */
  private int appliedOnceDeactivated(String coupon, String code) {
    assertThat(owner.put(PATH + "/" + coupon, body(code, false)).statusCode()).isEqualTo(200);
    return timesApplied(coupon);
  }

  private static int timesApplied(String coupon) {
    return Rows.ids(
            "select customer_id from applied_coupon where coupon_id = ?", UUID.fromString(coupon))
        .size();
  }

  @Test
  void aCodeIsGivenOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String code = "contested-" + round;
      String renamed = created("to-be-renamed-" + round);
      List<Integer> statuses =
          Threads.run(
              THREADS,
              i ->
                  () ->
                      (i == 0
                              ? owner.put(PATH + "/" + renamed, body(code.toUpperCase(), true))
                              : owner.post(PATH, body(code, true)))
                          .statusCode());
      List<Integer> won = new ArrayList<>(statuses);
      won.removeIf(status -> status == 409);
      assertThat(won).hasSize(1).isSubsetOf(200, 201);
      assertThat(
              Rows.ids(
                  "select id from coupon where workspace_id = ? and code = 'contested-"
                      + round
                      + "'",
                  fixture.live))
          .hasSize(1);
    }
  }
}
