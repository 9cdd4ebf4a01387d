package org.allogate.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.secrets.ServerSecrets;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Test;

class EndpointSecretsTest {
  private static final String ONE = "1:aXQtc2lnbmluZy1zZWNyZXQtb2YtMzItYnl0ZXMuLi4=";
  private static final String TWO = "2:aXQtc2Vjb25kLXNlY3JldC1vZi1tb3JlLXRoYW4tMzItYnl0ZXM=";
  private static final int COLUMN = 128;

  private final UUID endpoint = Ids.next();
  private final EndpointSecrets secrets = new EndpointSecrets(ServerSecrets.parse(ONE));

  @Test
  void opensWhatItSealed() {
    byte[] secret = secrets.next();
    byte[] sealed = secrets.sealed(secret, endpoint);
    assertThat(sealed).hasSizeLessThanOrEqualTo(COLUMN);
    assertThat(secrets.open(sealed, endpoint)).hasValue(secret);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
  }

  @Test
  void opensNothingForAnotherEndpoint() {
    byte[] sealed = secrets.sealed(secrets.next(), endpoint);
    assertThat(secrets.open(sealed, Ids.next())).isEmpty();
  }

  @Test
  void opensWhatAFormerSecretSealedAndNothingWithoutIt() {
    byte[] secret = secrets.next();
    byte[] sealed = secrets.sealed(secret, endpoint);
    assertThat(new EndpointSecrets(ServerSecrets.parse(TWO + "," + ONE)).open(sealed, endpoint))
        .hasValue(secret);
    assertThat(new EndpointSecrets(ServerSecrets.parse(TWO)).open(sealed, endpoint)).isEmpty();
  }

  @Test
  void areShownAsStandardWebhooksWritesThem() {
    byte[] secret = secrets.next();
    String shown = EndpointSecrets.shown(secret);
    assertThat(shown).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(Base64.getDecoder().decode(shown.substring("whsec_".length()))).isEqualTo(secret);
    assertThat(secrets.next()).isNotEqualTo(secret);
  }

  @Test
  void stayOutOfTheTextOfTheAnswer() {
    byte[] secret = secrets.next();
    WebhookEndpoint row =
        new WebhookEndpoint(endpoint, Ids.next(), null, Environment.LIVE, Instant.EPOCH);
    row.become(new EndpointTerms("https://example.com", null, EventTypes.parse("*"), true));
    row.sign(secrets.sealed(secret, endpoint));
    SignedEndpointView view = SignedEndpointView.of(row, secret);
    assertThat(view.secret()).isEqualTo(EndpointSecrets.shown(secret));
    assertThat(view.toString()).doesNotContain(view.secret(), "whsec_");
  }
}
