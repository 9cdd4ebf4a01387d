package org.allogate.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every integration test has: the WAR deployed, its address, an HTTP client and the database.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerIT {
  /** A secret of the test server that signs no more, and is still accepted. */
  static final String OLD_SECRET = "1:aXQtc2lnbmluZy1zZWNyZXQtb2YtMzItYnl0ZXMuLi4=";

  /** The secrets of the test server, so that tests can sign and forge keys; the first signs. */
  public static final String SECRETS =
      "2:aXQtc2Vjb25kLXNlY3JldC1vZi1tb3JlLXRoYW4tMzItYnl0ZXM=," + OLD_SECRET;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /**
   * The WAR as Maven built it, and beside its classes a clock that tests can move; without a test
   * in it, as tests speak HTTP.
   */
  @Deployment(testable = false)
  public static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "allogate.war")
        .importFrom(new File(System.getProperty("allogate.war")))
        .as(WebArchive.class)
        .addAsLibrary(
            ShrinkWrap.create(JavaArchive.class, "it-clock.jar").addClasses(ItClock.class));
  }

  /** The address of a path that begins with a slash. */
  protected static URI uri(String path) {
    return URI.create("http://localhost:" + System.getProperty("it.http.port") + path);
  }

  /** A client without cookies, redirects or credentials. */
  protected static HttpClient client() {
    return CLIENT;
  }

  /** The answer to a GET of a path with header names and values in turn. */
  protected static HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** The answer as text. */
  protected static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * A connection to the application's database with all rights on the server; the caller closes it.
   */
  protected static Connection database() throws SQLException {
    return ItSession.connection();
  }
}
