package org.allogate.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A program that the server runs as one step, named by its hash; a server that does not know it, as
 * after a restart, is sent its text.
 */
public final class Script {
  private final String text;
  private final String hash;

  private Script(String text) {
    this.text = text;
    this.hash = sha1(text);
  }

  // What the server itself names it by.
  private static String sha1(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file of a name beside a class, in Lua. */
  public static Script beside(Class<?> type, String name) {
    try (InputStream file = type.getResourceAsStream(name)) {
      return new Script(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What it returns, a list.
   *
   * @param key the one key it touches, so that it runs in a cluster, too
   * @throws RedisAway when the server does not answer
   */
  public List<Object> run(Redis redis, String key, String... arguments) {
    String[] keys = {key};
    try {
      return redis.call(it -> it.evalsha(hash, ScriptOutputType.MULTI, keys, arguments));
    } catch (RedisNoScriptException e) {
      return redis.call(it -> it.eval(text, ScriptOutputType.MULTI, keys, arguments));
    }
  }
}
