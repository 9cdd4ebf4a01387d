package org.allogate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.allogate.surface.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
  private static final int MANY = 30;
  private static final String NAME = "hooks.example.com";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final byte[] BODY = "{\"type\":\"a\"}".getBytes(StandardCharsets.UTF_8);
  private static final ThreadFactory DAEMONS =
      task -> {
        Thread thread = new Thread(task, "egress");
        thread.setDaemon(true);
        return thread;
      };

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable it : open) {
      it.close();
    }
  }

  @Nested
  class Answered {
    @Test
    void bringsTheBodyAndNoHeadersButThoseGiven() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      Answer answer =
          calls(LONG)
              .post(
                  http(peer, "/a//b?c=d"),
                  Map.of(
                      "Content-Type", "application/json", "User-Agent", "Test", "webhook-id", "1"),
                  BODY)
              .toCompletableFuture()
              .join();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.failure()).isNull();
      assertThat(answer.retryAfter()).isNull();
      assertThat(answer.body()).asString().isEqualTo("ok");
      assertThat(answer.took()).isPositive();
      List<String> lines = peer.requests().get(0).lines().toList();
      assertThat(lines).first().isEqualTo("POST /a//b?c=d HTTP/1.1");
      assertThat(lines).last().isEqualTo("{\"type\":\"a\"}");
      assertThat(lines.subList(1, lines.size() - 2).stream().map(it -> it.toLowerCase(Locale.ROOT)))
          .containsExactlyInAnyOrder(
              "host: " + NAME + ":" + peer.port(),
              "connection: keep-alive",
              "content-length: 12",
              "content-type: application/json",
              "user-agent: test",
              "webhook-id: 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 299, 304, 400, 401, 404, 407, 410, 429, 500, 503, 599})
    void tellsEveryStatusAsItIs(int status) throws Exception {
      Peer peer =
          peer(
              Peer.answering(
                  "HTTP/1.1 "
                      + status
                      + " X\r\nRetry-After: 120\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                      + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"));
      Answer answer = post(calls(LONG), http(peer, "/"));
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.retryAfter()).isEqualTo("120");
      assertThat(answer.body()).isEmpty();
      assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
      Peer other = peer(Peer.answering(Peer.OK));
      Peer peer =
          peer(
              Peer.answering(
                  "HTTP/1.1 %d X\r\nLocation: http://%s:%d/\r\nContent-Length: 0\r\n\r\n"
                      .formatted(status, NAME, other.port())));
      assertThat(post(calls(LONG), http(peer, "/")).status()).isEqualTo(status);
      assertThat(other.connections()).isZero();
    }

    @Test
    void bringsNoCookiesBack() throws Exception {
      Peer peer =
          peer(Peer.answering("HTTP/1.1 200 X\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"));
      Calls calls = calls(LONG);
      post(calls, http(peer, "/"));
      post(calls, http(peer, "/"));
      assertThat(peer.requests())
          .hasSize(2)
          .allMatch(it -> !it.toLowerCase(Locale.ROOT).contains("cookie"));
    }

    @Test
    void leavesPackedBodiesAsTheyAre() throws Exception {
      Peer peer =
          peer(
              Peer.answering(
                  "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde"));
      assertThat(post(calls(LONG), http(peer, "/")).body()).asString().isEqualTo("abcde");
    }

    @Test
    void waitsForTheAnswerAfterInterimOnes() throws Exception {
      Peer peer =
          peer(
              Peer.answering(
                  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                      + Peer.OK));
      assertThat(post(calls(LONG), http(peer, "/")).status()).isEqualTo(200);
    }

    @Test
    void readsBodiesInChunksAndUntilTheConnectionEnds() throws Exception {
      Peer chunks =
          peer(
              Peer.answering(
                  "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"));
      Peer once =
          peer(
              line -> {
                line.request();
                line.write("HTTP/1.0 200 X\r\n\r\nabcd");
              });
      assertThat(post(calls(LONG), http(chunks, "/")).body()).asString().isEqualTo("abc");
      assertThat(post(calls(LONG), http(once, "/")).body()).asString().isEqualTo("abcd");
    }

    @Test
    void readsFourKilobytesAndHangsUp() throws Exception {
      CountDownLatch closed = new CountDownLatch(1);
      Peer peer =
          peer(
              line -> {
                line.request();
                line.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
                String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
                try {
                  while (closed.getCount() > 0) {
                    line.write(chunk);
                  }
                } catch (IOException e) {
                  closed.countDown();
                }
              });
      Answer answer = post(calls(LONG), http(peer, "/"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasSize(Egress.MAX_BODY).containsOnly('x');
      closed.await();
    }

    @Test
    void keepsTheStatusOfABodyThatNeverEnds() throws Exception {
      CountDownLatch closed = new CountDownLatch(1);
      Peer peer =
          peer(
              line -> {
                line.request();
                line.write("HTTP/1.1 202 X\r\nContent-Length: 100\r\nRetry-After: 7\r\n\r\nabc");
                line.untilClosed();
                closed.countDown();
              });
      Answer answer = post(calls(SHORT), http(peer, "/"));
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.failure()).isNull();
      assertThat(answer.retryAfter()).isEqualTo("7");
      assertThat(answer.body()).asString().isEqualTo("abc");
      closed.await();
    }

    @Test
    void keepsTheStatusOfABodyThatBreaksOff() throws Exception {
      Peer peer =
          peer(
              line -> {
                line.request();
                line.write("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nabc");
              });
      Answer answer = post(calls(LONG), http(peer, "/"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).asString().isEqualTo("abc");
    }

    @Test
    void usesAConnectionAgain() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      Calls calls = calls(LONG);
      for (int i = 0; i < MANY; i++) {
        assertThat(post(calls, http(peer, "/")).status()).isEqualTo(200);
      }
      // An answer may be told a moment before its connection is free.
      assertThat(peer.connections()).isLessThan(MANY);
    }

    @Test
    void noticesThatAKeptConnectionWasClosed() throws Exception {
      AtomicReference<CountDownLatch> closed = new AtomicReference<>();
      Peer peer =
          peer(
              line -> {
                line.request();
                line.write(Peer.OK);
                // Whoever has noticed closes, too.
                line.finish();
                line.untilClosed();
                closed.get().countDown();
              });
      Calls calls = calls(LONG);
      for (int i = 0; i < 5; i++) {
        closed.set(new CountDownLatch(1));
        assertThat(post(calls, http(peer, "/")).status()).isEqualTo(200);
        closed.get().await();
      }
      assertThat(peer.connections()).isEqualTo(5);
    }

    @Test
    void dialsTheNextAddressWhereNobodyAnswers() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      Calls calls =
          calls(LONG, host -> addresses("127.0.0.3", "127.0.0.2", "127.0.0.1"), "127.0.0.0/8");
      assertThat(post(calls, http(peer, "/")).status()).isEqualTo(200);
    }

    @Test
    void dialsAddressesThatStandInTheUrl() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      Calls calls = calls(LONG, Egress::addresses, "127.0.0.1");
      assertThat(post(calls, URI.create("http://127.0.0.1:" + peer.port())).status())
          .isEqualTo(200);
    }
  }

  @Nested
  class Encrypted {
    @TempDir Path folder;

    @Test
    void asksForTheNameAndNotTheAddress() throws Exception {
      Certificates certificates = Certificates.of(folder, NAME);
      AtomicReference<List<String>> names = new AtomicReference<>();
      Peer peer =
          peer(
              certificates.server(),
              line -> {
                line.request();
                names.set(line.serverNames());
                line.write(Peer.OK);
              });
      Answer answer = post(calls(certificates.client(), LONG), https(peer, NAME));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(names.get()).containsExactly(NAME);
      assertThat(peer.requests().get(0)).containsIgnoringCase("\r\nHost: " + NAME + ":");
    }

    @Test
    void takesAFullNameForTheNameItIs() throws Exception {
      Certificates certificates = Certificates.of(folder, NAME);
      Peer peer = peer(certificates.server(), Peer.answering(Peer.OK));
      Calls calls = calls(certificates.client(), LONG);
      assertThat(post(calls, https(peer, NAME + ".")).status()).isEqualTo(200);
    }

    @Test
    void refusesTheCertificateOfAnotherName() throws Exception {
      Certificates certificates = Certificates.of(folder, "other.example.com");
      Peer peer = peer(certificates.server(), Peer.answering(Peer.OK));
      Answer answer = post(calls(certificates.client(), LONG), https(peer, NAME));
      assertFailed(answer, Failure.TLS_FAILED);
      assertThat(peer.requests()).isEmpty();
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
      Peer peer = peer(Certificates.of(folder, NAME).server(), Peer.answering(Peer.OK));
      Answer answer = post(calls(Dialler.defaultTls(), LONG), https(peer, NAME));
      assertFailed(answer, Failure.TLS_FAILED);
      assertThat(peer.requests()).isEmpty();
    }

    @Test
    void refusesOneWhoDoesNotEncrypt() throws Exception {
      Peer peer = peer(line -> line.write(Peer.OK));
      assertFailed(post(calls(LONG), https(peer, NAME)), Failure.TLS_FAILED);
    }

    @Test
    void waitsForNoHandshakeLongerThanForAnAnswer() throws Exception {
      CountDownLatch closed = new CountDownLatch(1);
      Peer peer =
          peer(
              line -> {
                line.untilClosed();
                closed.countDown();
              });
      assertFailed(post(calls(SHORT), https(peer, NAME)), Failure.TIMED_OUT);
      closed.await();
    }

    @Test
    void usesAConnectionAgain() throws Exception {
      Certificates certificates = Certificates.of(folder, NAME);
      Peer peer = peer(certificates.server(), Peer.answering(Peer.OK));
      Calls calls = calls(certificates.client(), LONG);
      for (int i = 0; i < MANY; i++) {
        assertThat(post(calls, https(peer, NAME)).status()).isEqualTo(200);
      }
      assertThat(peer.connections()).isLessThan(MANY);
    }
  }

  @Nested
  class Refused {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.1:%d/",
          "http://localhost:%d/",
          "http://2130706433:%d/",
          "http://[::1]:%d/",
          "http://[::ffff:127.0.0.1]:%d/",
          "http://[::127.0.0.1]:%d/",
          "https://127.0.0.1:%d/",
          "http://0.0.0.0:%d/",
        })
    void dialsNobodyOnThisMachine(String url) throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      EgressSettings settings = new EgressSettings(true, List.of(), LONG);
      Calls calls = calls(settings, Dialler.defaultTls(), Egress::addresses);
      URI target = Target.parse(url.formatted(peer.port()));
      assertFailed(post(calls, target), Failure.REFUSED_TARGET);
      assertThat(calls.refusal(target)).hasValue("must lead to public addresses only");
      assertThat(peer.connections()).isZero();
    }

    @Test
    void dialsTheAddressThatWasCheckedThoughTheNextIsAnother() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      AtomicInteger lookups = new AtomicInteger();
      Calls calls =
          calls(
              LONG,
              host -> addresses(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"),
              "127.0.0.1");
      assertThat(post(calls, http(peer, "/")).status()).isEqualTo(200);
      assertThat(lookups).hasValue(1);
      // Not even by the connection to the first, which is open still.
      assertFailed(post(calls, http(peer, "/")), Failure.REFUSED_TARGET);
      assertThat(lookups).hasValue(2);
      assertThat(peer.requests()).hasSize(1);
    }

    @Test
    void checksAgainWhatWasFineBefore() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      AtomicInteger lookups = new AtomicInteger();
      Calls calls =
          calls(
              LONG,
              host -> addresses(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"),
              "127.0.0.1");
      assertThat(calls.refusal(http(peer, "/"))).isEmpty();
      assertFailed(post(calls, http(peer, "/")), Failure.REFUSED_TARGET);
      assertThat(peer.connections()).isZero();
    }

    @Test
    void refusesANameForOneOfItsAddresses() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      Calls calls = calls(LONG, host -> addresses("127.0.0.1", "10.0.0.1"), "127.0.0.1");
      assertFailed(post(calls, http(peer, "/")), Failure.REFUSED_TARGET);
      assertThat(peer.connections()).isZero();
    }

    @Test
    void speaksPlainHttpOnlyToWhomItMay() throws Exception {
      URI target = URI.create("http://" + NAME);
      Calls calls = calls(LONG, host -> addresses("8.8.8.8"));
      assertFailed(post(calls, target), Failure.REFUSED_TARGET);
      assertThat(calls.refusal(target)).hasValue("must begin with https://");
      assertThat(calls.refusal(URI.create("https://" + NAME))).isEmpty();
    }

    @Test
    void allowsANameThatHasNoAddressNow() {
      Calls calls = calls(LONG, host -> List.of());
      assertThat(calls.refusal(URI.create("https://" + NAME))).isEmpty();
      assertThat(calls.refusal(URI.create("http://" + NAME))).isPresent();
    }
  }

  @Nested
  class Failed {
    @Test
    void tellsThatTheNameIsUnknown() {
      Calls calls = calls(LONG, host -> List.of());
      assertFailed(post(calls, URI.create("https://" + NAME)), Failure.NAME_NOT_FOUND);
    }

    @Test
    void tellsThatTheNameIsUnknownWhereLookingItUpFails() {
      Calls calls =
          calls(
              LONG,
              host -> {
                throw new IllegalStateException();
              });
      assertFailed(post(calls, URI.create("https://" + NAME)), Failure.NAME_NOT_FOUND);
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      peer.close();
      assertFailed(post(calls(LONG), http(peer, "/")), Failure.CONNECTION_FAILED);
    }

    @Test
    void tellsThatTheConnectionEndedWithoutAnAnswer() throws Exception {
      Peer peer = peer(Peer.Line::request);
      assertFailed(post(calls(LONG), http(peer, "/")), Failure.CONNECTION_FAILED);
      assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SSH-2.0-OpenSSH_9.2\r\n\r\n",
          "HTTP/1.1 OK\r\n\r\n",
          "HTTP/1.1 2000 OK\r\n\r\n",
          "HTTP/1.1 -200 OK\r\n\r\n",
          "HTTP/1.1 0 OK\r\n\r\n",
          "HTTP/2.0 200 OK\r\n\r\n",
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nab",
          "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
          "\0\0\0\0\r\n\r\n",
          "<html></html>\r\n\r\n",
        })
    void tellsThatTheAnswerIsNone(String garbage) throws Exception {
      Peer peer =
          peer(
              line -> {
                line.request();
                line.write(garbage);
                line.untilClosed();
              });
      assertFailed(post(calls(LONG), http(peer, "/")), Failure.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaaaaaa", "A: b\r\n", " folded\r\n", "\r\n"})
    void tellsThatTheHeadNeverEnds(String part) throws Exception {
      Peer peer =
          peer(
              line -> {
                line.request();
                line.write(part.equals("\r\n") ? "" : "HTTP/1.1 200 OK\r\nX: y\r\nZ: ");
                while (true) {
                  line.write(part.repeat(100));
                }
              });
      assertFailed(post(calls(LONG), http(peer, "/")), Failure.PROTOCOL_ERROR);
    }

    @Test
    void waitsForNoAnswerForever() throws Exception {
      CountDownLatch closed = new CountDownLatch(1);
      Peer peer =
          peer(
              line -> {
                line.request();
                line.untilClosed();
                closed.countDown();
              });
      assertFailed(post(calls(SHORT), http(peer, "/")), Failure.TIMED_OUT);
      closed.await();
    }

    @Test
    void waitsForNoConnectionForever() throws Exception {
      try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        List<SocketChannel> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          SocketChannel channel = SocketChannel.open();
          open.add(channel);
          waiting.add(channel);
          channel.configureBlocking(false);
          channel.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()));
        }
        URI target = URI.create("http://" + NAME + ":" + full.getLocalPort());
        assertFailed(post(calls(SHORT), target), Failure.TIMED_OUT);
      }
    }

    @Test
    void waitsForNoLookupForever() throws Exception {
      CountDownLatch never = new CountDownLatch(1);
      Calls calls = calls(SHORT, host -> waiting(never, List.of()));
      assertFailed(post(calls, URI.create("https://" + NAME)), Failure.TIMED_OUT);
      never.countDown();
    }

    @Test
    void endsCallsWhenItIsClosed() throws Exception {
      CountDownLatch asked = new CountDownLatch(1);
      Peer peer =
          peer(
              line -> {
                line.request();
                asked.countDown();
                line.untilClosed();
              });
      Calls calls = calls(LONG);
      CompletableFuture<Answer> answer = start(calls, http(peer, "/"));
      asked.await();
      calls.close();
      assertFailed(answer.join(), Failure.CONNECTION_FAILED);
      assertFailed(post(calls, http(peer, "/")), Failure.CONNECTION_FAILED);
    }
  }

  @Nested
  class Many {
    @Test
    void areNotHeldUpByThoseWithoutAnAnswer() throws Exception {
      CountDownLatch release = new CountDownLatch(1);
      Peer peer =
          peer(
              line -> {
                String request = line.request();
                if (request.startsWith("POST /hang")) {
                  release.await();
                }
                line.write(Peer.OK);
              });
      Calls calls = calls(LONG);
      List<CompletableFuture<Answer>> hanging = start(calls, 100, i -> http(peer, "/hang"));
      List<CompletableFuture<Answer>> healthy = start(calls, 100, i -> http(peer, "/fine"));
      assertThat(healthy).allMatch(it -> it.join().status() == 200);
      assertThat(hanging).noneMatch(CompletableFuture::isDone);
      release.countDown();
      assertThat(hanging).allMatch(it -> it.join().status() == 200);
    }

    @Test
    void areNotHeldUpByNameServersWithoutAnAnswer() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      CountDownLatch release = new CountDownLatch(1);
      Calls calls =
          calls(
              LONG,
              host ->
                  host.startsWith("hang") ? waiting(release, List.of()) : addresses("127.0.0.1"),
              "127.0.0.1");
      List<CompletableFuture<Answer>> hanging =
          start(calls, 256, i -> URI.create("https://hang" + i + ".example.com"));
      List<CompletableFuture<Answer>> healthy =
          start(
              calls, 50, i -> URI.create("http://fine%d.example.com:%d".formatted(i, peer.port())));
      assertThat(healthy).allMatch(it -> it.join().status() == 200);
      assertThat(hanging).noneMatch(CompletableFuture::isDone);
      release.countDown();
      assertThat(hanging).allMatch(it -> it.join().failure() == Failure.NAME_NOT_FOUND);
    }

    @Test
    void waitForALookupWhenThereAreTooManyAndLoseNone() throws Exception {
      CountDownLatch release = new CountDownLatch(1);
      Calls calls = calls(LONG, host -> waiting(release, List.of()));
      List<CompletableFuture<Answer>> hanging =
          start(calls, 600, i -> URI.create("https://hang" + i + ".example.com"));
      release.countDown();
      assertThat(hanging).allMatch(it -> it.join().failure() == Failure.NAME_NOT_FOUND);
    }

    @Test
    void shareTheLookupOfAName() throws Exception {
      Peer peer = peer(Peer.answering(Peer.OK));
      CountDownLatch release = new CountDownLatch(1);
      AtomicInteger lookups = new AtomicInteger();
      Calls calls =
          calls(
              LONG,
              host -> {
                lookups.incrementAndGet();
                return waiting(release, addresses("127.0.0.1"));
              },
              "127.0.0.1");
      List<CompletableFuture<Answer>> answers = start(calls, 20, i -> http(peer, "/"));
      release.countDown();
      assertThat(answers).allMatch(it -> it.join().status() == 200);
      assertThat(lookups).hasValue(1);
    }

    private static List<CompletableFuture<Answer>> start(
        Calls calls, int count, Function<Integer, URI> target) {
      return IntStream.range(0, count)
          .mapToObj(i -> CallsTest.start(calls, target.apply(i)))
          .toList();
    }
  }

  private static <T> T waiting(CountDownLatch latch, T result) {
    try {
      latch.await();
      return result;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertFailed(Answer answer, Failure failure) {
    assertThat(answer.failure()).isEqualTo(failure);
    assertThat(answer.status()).isZero();
    assertThat(answer.retryAfter()).isNull();
    assertThat(answer.body()).isEmpty();
  }

  private static Answer post(Calls calls, URI target) {
    return start(calls, target).join();
  }

  private static CompletableFuture<Answer> start(Calls calls, URI target) {
    return calls.post(target, Map.of(), BODY).toCompletableFuture();
  }

  private static URI http(Peer peer, String path) {
    return Target.parse("http://" + NAME + ":" + peer.port() + path);
  }

  private static URI https(Peer peer, String host) {
    return Target.parse("https://" + host + ":" + peer.port() + "/");
  }

  private static List<InetAddress> addresses(String... texts) {
    return Stream.of(texts).map(it -> Network.address(it).orElseThrow()).toList();
  }

  private Peer peer(Peer.Behaviour behaviour) throws IOException {
    Peer peer = Peer.plain(behaviour);
    open.add(peer);
    return peer;
  }

  private Peer peer(SSLContext tls, Peer.Behaviour behaviour) throws IOException {
    Peer peer = Peer.encrypted(tls, behaviour);
    open.add(peer);
    return peer;
  }

  private Calls calls(Duration timeout) {
    return calls(timeout, host -> addresses("127.0.0.1"), "127.0.0.1");
  }

  private Calls calls(SSLContext tls, Duration timeout) {
    return calls(
        new EgressSettings(false, List.of(Network.parse("127.0.0.1")), timeout),
        tls,
        host -> addresses("127.0.0.1"));
  }

  private Calls calls(
      Duration timeout, Function<String, List<InetAddress>> resolver, String... allowed) {
    return calls(
        new EgressSettings(false, Stream.of(allowed).map(Network::parse).toList(), timeout),
        Dialler.defaultTls(),
        resolver);
  }

  private Calls calls(
      EgressSettings settings, SSLContext tls, Function<String, List<InetAddress>> resolver) {
    Calls calls = new Calls(settings, tls, resolver, address -> false, DAEMONS);
    open.add(calls);
    return calls;
  }
}
