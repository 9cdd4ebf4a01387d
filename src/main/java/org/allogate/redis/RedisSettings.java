package org.allogate.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where Redis is and how long it may take.
 *
 * @param url {@code redis://}, {@code rediss://} for TLS or {@code redis-sentinel://}; null for
 *     none; setting {@code allogate.redis.url}
 * @param user null for the server's default one, setting {@code allogate.redis.user}
 * @param password null where the address has it or none is needed, setting {@code
 *     allogate.redis.password}
 * @param cluster whether the address is one of a Redis Cluster, setting {@code
 *     allogate.redis.cluster}
 * @param timeout how long a call may take, setting {@code allogate.redis.timeout-millis}
 * @param connections how many connections calls share, each for any number of calls at once,
 *     setting {@code allogate.redis.connections}
 * @param prefix what every key and channel begins with, so that several deployments may share a
 *     server, setting {@code allogate.redis.prefix}
 * @param trustStore file of the certificates to trust, of the JVM's default type; null for the
 *     JVM's own; setting {@code allogate.redis.truststore}
 * @param trustStorePassword null for none, setting {@code allogate.redis.truststore-password}
 */
public record RedisSettings(
    String url,
    String user,
    String password,
    boolean cluster,
    Duration timeout,
    int connections,
    String prefix,
    String trustStore,
    String trustStorePassword) {
  private static final int MOST_CONNECTIONS = 64;

  /**
   * Refuses what is no time and no number of connections with an {@link IllegalArgumentException}.
   */
  public RedisSettings {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("allogate.redis.timeout-millis must be at least 1.");
    }
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException(
          "allogate.redis.connections must be 1 to " + MOST_CONNECTIONS + ".");
    }
  }

  static RedisSettings from(Config config) {
    return new RedisSettings(
        text(config, "url").orElse(null),
        text(config, "user").orElse(null),
        text(config, "password").orElse(null),
        config.getOptionalValue("allogate.redis.cluster", Boolean.class).orElse(false),
        Duration.ofMillis(
            config.getOptionalValue("allogate.redis.timeout-millis", Long.class).orElse(50L)),
        config.getOptionalValue("allogate.redis.connections", Integer.class).orElse(2),
        text(config, "prefix").orElse("allogate"),
        text(config, "truststore").orElse(null),
        text(config, "truststore-password").orElse(null));
  }

  private static Optional<String> text(Config config, String name) {
    return config
        .getOptionalValue("allogate.redis." + name, String.class)
        .filter(text -> !text.isBlank());
  }

  boolean named() {
    return url != null;
  }

  /** The address with the password in it; an {@link IllegalArgumentException} where it is none. */
  RedisURI uri() {
    RedisURI uri = parsed(url);
    if (password == null) {
      return uri;
    }
    RedisURI.Builder builder = RedisURI.builder(uri);
    return (user == null
            ? builder.withPassword((CharSequence) password)
            : builder.withAuthentication(user, (CharSequence) password))
        .build();
  }

  // Without its text in the message, nor as its cause: a password may stand in it.
  private static RedisURI parsed(String url) {
    try {
      return RedisURI.create(url);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "allogate.redis.url is no address such as redis://host:6379 or rediss://host:6380.");
    }
  }

  /** Where it is, without a password. */
  @Override
  public String toString() {
    return url == null ? "no Redis" : url.replaceFirst("//[^/]*@", "//");
  }
}
