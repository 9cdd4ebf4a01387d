package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples of the quickstart, run as users would run them. What is not installed is not tested,
 * and said to be so, unless allogate.samples.required is true.
 */
class SamplesIT extends ServerIT {
  private static final boolean REQUIRED = Boolean.getBoolean("allogate.samples.required");

  private final Fixture fixture = Fixture.create();
  private final String key = fixture.key(Scopes.of(Scope.STORE_READ, Scope.PRODUCTS_READ));

  @TempDir Path folder;

  @Nested
  class Status200 {
    @TestFactory
    Stream<DynamicTest> printTheStore() {
      fixture.store(fixture.live, "Aether & \"Ash\" \u00e9 \uD83C\uDFA9 'n\\");
      return samples("store", "/v1/store");
    }

    @TestFactory
    Stream<DynamicTest> printAPageOfProducts() {
      for (int i = 0; i < 12; i++) {
        UUID product =
            Rows.product(
                fixture.live,
                "name",
                "Fancy hat \uD83C\uDFA9 " + i,
                "discount_value",
                10,
                "discount_type",
                0,
                "discount_start",
                "2001-01-01 00:00:00",
                "discount_end",
                "2999-01-01 00:00:00",
                "description",
                i % 2 == 0 ? null : "It's \"fancy\".");
        Rows.profitShare(product, 0, UUID.randomUUID(), 10);
      }
      return samples("products", "/v1/products?limit=10");
    }

    private Stream<DynamicTest> samples(String name, String path) {
      List<Sample> present = Sample.present();
      Arrays.stream(Sample.values())
          .filter(it -> !REQUIRED && !present.contains(it))
          .forEach(
              it ->
                  System.out.printf(
                      "The %s sample of %s did NOT run: this fails here: %s%n",
                      it, path, it.needs()));
      return (REQUIRED ? Arrays.stream(Sample.values()) : present.stream())
          .map(it -> dynamicTest(it + " " + name, () -> printsWhatTheApiAnswers(it, name, path)));
    }

    private void printsWhatTheApiAnswers(Sample sample, String name, String path) throws Exception {
      assertThat(sample.runsHere()).as("required, but this fails: %s", sample.needs()).isTrue();
      String address = uri("").toString();
      assertThat(sample.run(name, address, key, folder)).isEqualTo(new ApiClient(key).read(path));
    }
  }

  @Nested
  class Status403 {
    @TestFactory
    Stream<DynamicTest> makesCurlFailWithTheProblemPrinted() {
      return Sample.present().stream()
          .filter(it -> it == Sample.CURL)
          .map(it -> dynamicTest(it + " store", this::printsTheProblem));
    }

    private void printsTheProblem() {
      String vaultOnly = fixture.key(Scopes.of(Scope.VAULT_READ));
      assertThatThrownBy(() -> Sample.CURL.run("store", uri("").toString(), vaultOnly, folder))
          .hasMessageContaining("\"code\":\"insufficient_scope\"");
    }
  }
}
