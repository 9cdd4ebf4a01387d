package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/** Gift cards that many want to grant, redeem and disable at the same moment. */
class GiftCardRacesIT extends ServerIT {
  private static final String PATH = "/v1/giftcards/";
  private static final int THREADS = 64;
  private static final int ROUNDS = 10;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private HttpResponse<String> grant(UUID customer) {
    return owner.post(
        "/v1/customers/" + customer + "/actions/grant-gift-card",
        "{\"credit\":500,\"transfer\":true}");
  }

  private String granted(UUID customer) {
    HttpResponse<String> answer = grant(customer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer).path("id").asText();
  }

  private int act(String card, String action, UUID redeemer) {
    String body = redeemer == null ? "{}" : "{\"redeemer\":\"" + redeemer + "\"}";
    return owner.post(PATH + card + "/actions/" + action, body).statusCode();
  }

  private static int entries(String card) {
    return Rows.ids(
            "select e.id from credit_entry e join customer c on c.id = e.customer_id"
                + " where e.gift_card_id = ? and e.amount = 500",
            UUID.fromString(card))
        .size();
  }

  /** Customers of the workspace whose ledger does not add up to what they have. */
  private List<UUID> wrongBalances() {
    return Rows.ids(
        "select c.uuid from customer c where c.workspace_id = ? and (c.credit <> (select"
            + " coalesce(sum(e.amount), 0) from credit_entry e where e.customer_id = c.id)"
            + " or c.credit_changes <> (select count(*) from credit_entry e"
            + " where e.customer_id = c.id))",
        fixture.live);
  }

  @Test
  void itsOwnerRedeemsItOnce() throws Exception {
    UUID customer = UUID.randomUUID();
    for (int round = 0; round < ROUNDS; round++) {
      String card = granted(customer);
      List<Integer> statuses = Threads.run(THREADS, i -> () -> act(card, "redeem", null));
      assertThat(statuses).containsOnly(200, 409);
      assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
      assertThat(entries(card)).isEqualTo(1);
    }
    assertThat(wrongBalances()).isEmpty();
  }

  @Test
  void oneOfManyStrangersRedeemsIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String card = granted(UUID.randomUUID());
      List<Integer> statuses =
          Threads.run(THREADS / 4, i -> () -> act(card, "redeem", UUID.randomUUID()));
      assertThat(statuses).containsOnly(200, 409);
      assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
      assertThat(entries(card)).isEqualTo(1);
    }
    assertThat(wrongBalances()).isEmpty();
  }

  @Test
  void manyCardsOfOneCustomerAddUp() throws Exception {
    UUID customer = UUID.randomUUID();
    List<String> cards = Threads.run(THREADS / 2, i -> () -> granted(customer));
    List<Integer> statuses =
        Threads.run(THREADS, i -> () -> act(cards.get(i / 2), "redeem", customer));
    assertThat(Collections.frequency(statuses, 200)).isEqualTo(cards.size());
    assertThat(Collections.frequency(statuses, 409)).isEqualTo(cards.size());
    assertThat(Rows.ids("select uuid from customer where credit = 16000 and uuid = ?", customer))
        .hasSize(1);
    assertThat(wrongBalances()).isEmpty();
  }

  @Test
  void itIsRedeemedOrDisabled() throws Exception {
    UUID customer = UUID.randomUUID();
    for (int round = 0; round < ROUNDS * 2; round++) {
      String card = granted(customer);
      List<Integer> statuses =
          Threads.run(THREADS / 8, i -> () -> act(card, i % 2 == 0 ? "redeem" : "disable", null));
      assertThat(statuses).containsOnly(200, 409);
      JsonNode after = owner.read(PATH + card);
      assertThat(after.path("redeemed").asBoolean()).isEqualTo(after.path("active").asBoolean());
      assertThat(entries(card)).isEqualTo(after.path("redeemed").asBoolean() ? 1 : 0);
    }
    assertThat(wrongBalances()).isEmpty();
  }

  @Test
  void aStrangerOfManyCardsIsOneCustomer() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UUID stranger = UUID.randomUUID();
      List<Integer> statuses = Threads.run(THREADS, i -> () -> grant(stranger).statusCode());
      assertThat(statuses).containsOnly(201);
      assertThat(Rows.ids("select id from customer where uuid = ?", stranger)).hasSize(1);
      assertThat(owner.read("/v1/customers/" + stranger + "/giftcards").path("data"))
          .hasSize(statuses.size());
    }
  }
}
