package org.allogate.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.allogate.RandomCases;
import org.allogate.secrets.SomeSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorSealTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String OTHERS = "=.+/ ~é\u0100\u0000";
  private static final byte[] LIST = bytes("list");
  private static final Cursor CURSOR = new Cursor(Direction.AFTER, new Edge(null, new UUID(1, 2)));
  private static final Cursor RANKED = new Cursor(Direction.AFTER, new Edge(3L, new UUID(1, 2)));

  private final CursorSeal seal = seal(1);

  @Test
  void readsWhatItWrote() {
    RandomCases.each(
        5_000,
        random -> {
          Direction direction = Direction.values()[random.nextInt(Direction.values().length)];
          Long rank = random.nextBoolean() ? random.nextLong() : null;
          UUID id = new UUID(random.nextLong(), random.nextLong());
          Cursor cursor = new Cursor(direction, new Edge(rank, id));
          byte[] list = RandomCases.bytes(random, random.nextInt(200));
          CursorSeal any = seal(random.nextInt(256));
          String text = any.write(cursor, list);
          assertThat(text).matches("[A-Za-z0-9_-]{" + (rank == null ? 46 : 56) + "}");
          assertThat(any.read(text, list)).contains(cursor);
        });
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void refusesEveryChangeOfOneCharacter(Cursor cursor) {
    String text = seal.write(cursor, LIST);
    for (int at = 0; at < text.length(); at++) {
      for (char other : (ALPHABET + OTHERS).toCharArray()) {
        if (other != text.charAt(at)) {
          refused(text.substring(0, at) + other + text.substring(at + 1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void refusesPartsAndExtensions(Cursor cursor) {
    String text = seal.write(cursor, LIST);
    for (int at = 0; at < text.length(); at++) {
      refused(text.substring(0, at));
      refused(text.substring(0, at) + text.substring(at + 1));
      refused(text.substring(0, at) + "A" + text.substring(at));
      refused(
          text.substring(0, at) + "\ud83d\ude00" + text.substring(Math.min(at + 2, text.length())));
    }
    refused(text + "==");
    refused(text.repeat(30));
  }

  static List<Cursor> cursors() {
    return List.of(CURSOR, RANKED);
  }

  @Test
  void refusesARankAsTheBeginningOfAListAndTheOtherWayRound() {
    byte[] rank = new byte[Long.BYTES];
    rank[Long.BYTES - 1] = 3;
    byte[] longer = bytes(new String(rank, StandardCharsets.ISO_8859_1) + "list");
    byte[] plain = Base64.getUrlDecoder().decode(seal.write(CURSOR, longer));
    byte[] ranked = Base64.getUrlDecoder().decode(seal.write(RANKED, LIST));
    byte[] forged = ranked.clone();
    System.arraycopy(plain, 18, forged, 26, 16);
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    System.arraycopy(ranked, 26, plain, 18, 16);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    assertThat(seal.read(text, longer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "5", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesTextsWithoutACursor(String text) {
    refused(text);
  }

  @Test
  void refusesRandomTexts() {
    RandomCases.each(
        20_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = lengthOf(random); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
          }
          refused(text.toString());
        });
  }

  private static int lengthOf(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(60);
      case 1 -> 56;
      default -> 46;
    };
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    RandomCases.each(
        2_000,
        random -> {
          byte[] list = RandomCases.bytes(random, 1 + random.nextInt(100));
          String text = seal.write(random.nextBoolean() ? CURSOR : RANKED, list);
          byte[] other = list.clone();
          other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
          assertThat(seal.read(text, other)).isEmpty();
          assertThat(seal.read(text, new byte[0])).isEmpty();
        });
  }

  @Test
  void refusesTheCursorOfAnotherSecretOrPurpose() {
    String text = seal.write(CURSOR, LIST);
    assertThat(seal(2).read(text, LIST)).isEmpty();
    assertThat(new CursorSeal(SomeSecrets.of(1).seal("other")).read(text, LIST)).isEmpty();
  }

  @Test
  void readsCursorsOfTheOlderSecretWhileItIsActive() {
    String text = seal.write(CURSOR, LIST);
    assertThat(seal(2, 1).read(text, LIST)).contains(CURSOR);
    assertThat(seal.read(seal(2, 1).write(CURSOR, LIST), LIST)).isEmpty();
  }

  private void refused(String text) {
    assertThat(seal.read(text, LIST)).as(text).isEmpty();
  }

  private static CursorSeal seal(int... secrets) {
    return new CursorSeal(SomeSecrets.of(secrets).seal("cursor"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
