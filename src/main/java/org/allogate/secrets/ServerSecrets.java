package org.allogate.secrets;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The server's secrets of at least 32 bytes each: the first one signs, all of them are accepted, so
 * that a secret can be replaced without making new keys. Form of the setting: {@code
 * 2:<base64>,1:<base64>}, ids 0 to 255.
 */
public final class ServerSecrets {
  private static final int MIN_BYTES = 32;
  private static final int MAX_ID = 255;

  private final List<Secret> secrets;

  private ServerSecrets(List<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /**
   * Reads the setting {@code allogate.secrets}.
   *
   * @throws IllegalArgumentException when it is not of the form above; the message holds no secret
   */
  public static ServerSecrets parse(String setting) {
    return parse("allogate.secrets", setting);
  }

  /** Reads another setting of the same form. */
  static ServerSecrets parse(String name, String setting) {
    try {
      return parsed(setting);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage());
    }
  }

  private static ServerSecrets parsed(String setting) {
    List<Secret> secrets = new ArrayList<>();
    for (String entry : setting.strip().split("\\s*,\\s*", -1)) {
      Secret secret = secret(entry);
      if (secrets.stream().anyMatch(known -> known.id() == secret.id())) {
        throw unreadable("the id " + secret.id() + " stands twice");
      }
      secrets.add(secret);
    }
    return new ServerSecrets(secrets);
  }

  /**
   * Keys derived from the secrets for one purpose; those of two purposes have nothing in common.
   */
  public Seal seal(String purpose) {
    return new Seal(purpose, secrets);
  }

  /** AES-256-GCM under keys derived from the secrets for one purpose. */
  public Envelope envelope(String purpose) {
    return new Envelope(seal(purpose));
  }

  private static Secret secret(String entry) {
    int colon = entry.indexOf(':');
    if (colon < 1) {
      throw unreadable("an entry has no id");
    }
    int id = id(entry.substring(0, colon));
    byte[] bytes = decoded(entry.substring(colon + 1));
    if (id < 0 || id > MAX_ID) {
      throw unreadable("an id is not 0 to 255");
    }
    if (bytes.length < MIN_BYTES) {
      throw unreadable("a secret is shorter than 32 bytes");
    }
    return new Secret(id, bytes);
  }

  private static int id(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw unreadable("an id is not a number");
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw unreadable("a secret is not base64");
    }
  }

  private static IllegalArgumentException unreadable(String why) {
    return new IllegalArgumentException(why + ". Make a secret with: openssl rand -base64 32");
  }

  /** One secret; its text never shows the bytes. */
  record Secret(int id, byte[] bytes) {
    @Override
    public String toString() {
      return "Secret[id=" + id + "]";
    }
  }
}
