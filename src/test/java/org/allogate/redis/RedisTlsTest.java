package org.allogate.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that speaks TLS and wants a password. */
class RedisTlsTest {
  private static final String PASSWORD = "s3cret-pass";
  private static final char[] STORE = "of-the-store".toCharArray();

  @TempDir Path folder;

  private RealRedis server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    KeyStore made = madeByKeytool();
    Certificate certificate = made.getCertificate("redis");
    Path pem = pem("CERTIFICATE", certificate.getEncoded());
    Path key = pem("PRIVATE KEY", made.getKey("redis", STORE).getEncoded());
    KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
    trust.load(null, null);
    trust.setCertificateEntry("redis", certificate);
    try (var file = Files.newOutputStream(trustStore())) {
      trust.store(file, STORE);
    }
    port = freePort();
    server =
        RealRedis.started(
            "--tls-port",
            "" + port,
            "--tls-cert-file",
            pem.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-auth-clients",
            "no",
            "--requirepass",
            PASSWORD);
  }

  private KeyStore madeByKeytool() throws Exception {
    Path store = folder.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "redis",
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-dname",
                    "CN=redis",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(STORE),
                    "-keystore",
                    store.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      made.load(file, STORE);
    }
    return made;
  }

  private Path pem(String what, byte[] encoded) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    String pem = "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    return Files.writeString(folder.resolve(what.replace(' ', '-') + ".pem"), pem);
  }

  private Path trustStore() {
    return folder.resolve("trust.p12");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private RedisSettings settings(String password, String trustStore) {
    return new RedisSettings(
        "rediss://127.0.0.1:" + port,
        null,
        password,
        false,
        Duration.ofSeconds(20),
        2,
        "allogate",
        trustStore,
        new String(STORE));
  }

  @Test
  void isSpokenToOverTlsWithItsPassword() {
    try (Redis redis = new Redis(settings(PASSWORD, trustStore().toString()));
        Messages messages = new Messages(redis)) {
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!(redis.isUp() && messages.isListening())) {
        assertThat(System.nanoTime()).as("in a minute").isLessThan(deadline);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      redis.call(it -> it.set("a", "1"));
      String kept = redis.call(it -> it.get("a"));
      assertThat(kept).isEqualTo("1");
      assertThat(messages.tell("key", "a")).isTrue();
    }
  }

  @Test
  void aStrangersCertificateOrNoPasswordWillNotDo() {
    assertFails(settings(PASSWORD, null));
    assertFails(settings(null, trustStore().toString()));
  }

  /** Asked once by hand, for nobody can wait until something never happens. */
  private static void assertFails(RedisSettings settings) {
    Linker linker = new Linker(settings);
    try {
      assertThatThrownBy(
              () ->
                  linker
                      .open()
                      .toCompletableFuture()
                      .thenCompose(link -> link.commands().set("a", "1"))
                      .join())
          .hasMessageNotContaining(PASSWORD);
    } finally {
      linker.close();
    }
  }
}
