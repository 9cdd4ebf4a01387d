package org.allogate.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections: to one server, to the primary that sentinels name, or to a cluster. None of
 * them connects anew by itself but those to the shards of a cluster, which one by one come and go.
 */
final class Linker implements AutoCloseable {
  /** How long opening a connection may take, its first words included. */
  static final Duration OPENING = Duration.ofMillis(500);

  // Between attempts to reach a shard.
  private static final Duration ANEW = Duration.ofMillis(200);

  // What waits for an answer on one connection, at most: more means that it hangs.
  private static final int MOST_WAITING = 20_000;
  private static final int THREADS = 2;

  private final ClientResources resources =
      DefaultClientResources.builder()
          .ioThreadPoolSize(THREADS)
          .computationThreadPoolSize(THREADS)
          .reconnectDelay(Delay.constant(ANEW))
          .build();

  private final RedisURI uri;
  private final RedisClient single;
  private final RedisClusterClient cluster;

  Linker(RedisSettings settings) {
    uri = settings.uri();
    uri.setTimeout(OPENING);
    single = settings.cluster() ? null : RedisClient.create(resources);
    cluster = settings.cluster() ? RedisClusterClient.create(resources, uri) : null;
    if (single != null) {
      single.setOptions(options(ClientOptions.builder(), settings).build());
    } else {
      ClusterClientOptions.Builder options = ClusterClientOptions.builder();
      options(options, settings);
      // To a shard it connects when the first command for it comes, which has to wait for that.
      options
          .autoReconnect(true)
          .disconnectedBehavior(ClientOptions.DisconnectedBehavior.ACCEPT_COMMANDS);
      cluster.setOptions(options.build());
    }
  }

  private static ClientOptions.Builder options(
      ClientOptions.Builder options, RedisSettings settings) {
    return options
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_WAITING)
        .socketOptions(SocketOptions.builder().connectTimeout(OPENING).keepAlive(true).build())
        .sslOptions(ssl(settings));
  }

  private static SslOptions ssl(RedisSettings settings) {
    SslOptions.Builder ssl = SslOptions.builder();
    if (settings.trustStore() != null) {
      ssl.truststore(
          new File(settings.trustStore()),
          settings.trustStorePassword() == null ? "" : settings.trustStorePassword());
    }
    return ssl.build();
  }

  /** One more connection for calls. */
  CompletionStage<Link> open() {
    return single == null
        ? cluster
            .refreshPartitionsAsync()
            .thenCompose(done -> cluster.connectAsync(StringCodec.UTF8))
            .thenApply(Linker::link)
        : single.connectAsync(StringCodec.UTF8, uri).thenApply(Linker::link);
  }

  private static Link link(StatefulRedisConnection<String, String> connection) {
    return new Link(connection, connection.async());
  }

  private static Link link(StatefulRedisClusterConnection<String, String> connection) {
    return new Link(connection, connection.async());
  }

  /** A connection for messages. */
  CompletionStage<StatefulRedisPubSubConnection<String, String>> listen() {
    return single == null
        ? cluster
            .refreshPartitionsAsync()
            .thenCompose(done -> cluster.connectPubSubAsync(StringCodec.UTF8))
            .thenApply(it -> it)
        : single.connectPubSubAsync(StringCodec.UTF8, uri).thenApply(it -> it);
  }

  /** For what is done from time to time. */
  ScheduledExecutorService timer() {
    return resources.eventExecutorGroup();
  }

  @Override
  public void close() {
    if (single != null) {
      single.shutdown(0, 1, TimeUnit.SECONDS);
    } else {
      cluster.shutdown(0, 1, TimeUnit.SECONDS);
    }
    resources.shutdown(0, 1, TimeUnit.SECONDS);
  }

  /** A connection and what can be asked over it. */
  record Link(
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands) {}
}
