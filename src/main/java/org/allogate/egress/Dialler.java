package org.allogate.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Speaks HTTP/1.1 with an address that somebody else has checked, in the name of the target's host.
 * Follows nothing, remembers nothing but open connections, and asks no name server, proxy or
 * environment. A connection is kept per host and address, so that none outlives the check of
 * another address.
 */
final class Dialler implements AutoCloseable {
  /** More than anyone sends at a time: who calls has limits, these are only a last resort. */
  private static final int MOST_CONNECTIONS = 2048;

  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_EMPTY_LINES = 10;
  private static final TimeValue IDLE = TimeValue.ofSeconds(10);
  private static final TimeValue LIFE = TimeValue.ofMinutes(5);

  /** Addresses of a name that each get a turn though those before them are silent. */
  private static final int TURNS = 3;

  private final PoolingAsyncClientConnectionManager connections;
  private final CloseableHttpAsyncClient client;

  /**
   * @param timeout how long a caller waits; nothing here outlives it by much
   */
  Dialler(SSLContext tls, Duration timeout, ThreadFactory threads) {
    Timeout total = Timeout.of(timeout);
    connections = connections(tls, total);
    client = client(connections, total, threads);
    client.start();
  }

  /** One that trusts whom the JVM trusts, and has no certificate of its own to show. */
  static SSLContext defaultTls() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init((KeyStore) null);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PoolingAsyncClientConnectionManager connections(SSLContext tls, Timeout total) {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(new NoNames())
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setTlsStrategy(new NameProof(tls))
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .setHandshakeTimeout(total)
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(total.toMilliseconds() / TURNS))
                .setSocketTimeout(total)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .setIdleTimeout(Timeout.of(IDLE.toDuration()))
                .setTimeToLive(LIFE)
                .build())
        .build();
  }

  private static CloseableHttpAsyncClient client(
      PoolingAsyncClientConnectionManager connections, Timeout total, ThreadFactory threads) {
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(connections)
        .setThreadFactory(threads)
        .setIOReactorConfig(IOReactorConfig.custom().setSoTimeout(total).build())
        .setHttp1Config(
            Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_LINE)
                .setMaxEmptyLineCount(MOST_EMPTY_LINES)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(total)
                .setResponseTimeout(total)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .build())
        .setKeepAliveStrategy(Dialler::keepAlive)
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .disableRequestPriority()
        .build();
  }

  private static TimeValue keepAlive(HttpResponse response, HttpContext context) {
    TimeValue offered =
        DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
    return TimeValue.isPositive(offered) && offered.compareTo(IDLE) < 0 ? offered : IDLE;
  }

  /**
   * Posts to an address.
   *
   * @return what ends the exchange, and closes its connection, when it is cancelled
   */
  Future<Void> post(
      URI target,
      InetAddress address,
      Map<String, String> headers,
      byte[] body,
      AnswerReader reader,
      FutureCallback<Void> end) {
    HttpHost host =
        new HttpHost(target.getScheme(), address, Target.name(target), Target.port(target));
    BasicHttpRequest request = new BasicHttpRequest("POST", host, Target.path(target));
    headers.forEach(request::setHeader);
    return client.execute(
        host,
        new BasicRequestProducer(request, new BasicAsyncEntityProducer(body, null)),
        reader,
        null,
        null,
        end);
  }

  /** Closes connections that nobody needed for a while. */
  void tidy() {
    connections.closeExpired();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /**
   * Has the name in the certificate proven by the JVM in the handshake and by the client after it:
   * of the first alone, the client's own setting (HttpClient 5.6) comes too late to be heard.
   */
  private static final class NameProof extends DefaultClientTlsStrategy {
    NameProof(SSLContext tls) {
      super(
          tls,
          new String[] {TLS.V_1_3.id, TLS.V_1_2.id},
          null,
          SSLBufferMode.STATIC,
          HostnameVerificationPolicy.BOTH,
          new DefaultHostnameVerifier());
    }

    @Override
    protected void initializeEngine(SSLEngine engine) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
  }

  /** What the client asks when it has no address: it has one always. */
  private static final class NoNames implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("not here");
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException("not here");
    }
  }
}
