package org.allogate.productimports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.allogate.secrets.Digests;
import org.junit.jupiter.api.Test;

/** However the bytes of a body arrive, its lines are the same. */
class LineReaderTest {
  private static final int ROUNDS = 2_000;

  @Test
  void readsTheLinesThatSplittingGives() throws IOException {
    Random random = new Random(4);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = body(random);
      LineReader reader = new LineReader(inPieces(body, random));
      List<String> read = new ArrayList<>();
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        read.add(shown(line));
      }
      assertThat(read).isEqualTo(naively(body));
      assertThat(reader.hash()).isEqualTo(Digests.sha256(body));
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void hashesWhatWasReadSinceTheLastTime() throws IOException {
    LineReader reader = new LineReader(stream("a\nbc\nd"));
    reader.next();
    assertThat(reader.hash()).isEqualTo(sha256("a\n"));
    reader.next();
    reader.next();
    assertThat(reader.hash()).isEqualTo(sha256("bc\nd"));
    assertThat(reader.hash()).isEqualTo(sha256(""));
  }

  @Test
  void tellsBlankLines() {
    assertThat(LineReader.isBlank(new byte[0])).isTrue();
    assertThat(LineReader.isBlank(" \t\r".getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(LineReader.isBlank(" x ".getBytes(StandardCharsets.US_ASCII))).isFalse();
    assertThat(LineReader.isBlank(LineReader.TOO_LONG)).isFalse();
  }

  private static byte[] body(Random random) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int lines = random.nextInt(6); lines > 0; lines--) {
      int around = LineReader.MAX_BYTES - 1 + random.nextInt(4);
      int length = random.nextInt(10) == 0 ? around : random.nextInt(5);
      byte[] line = new byte[length];
      Arrays.fill(line, (byte) ('a' + random.nextInt(3)));
      body.writeBytes(line);
      if (lines > 1 || random.nextBoolean()) {
        body.write('\n');
      }
    }
    return body.toByteArray();
  }

  private static List<String> naively(byte[] body) {
    List<String> lines = new ArrayList<>();
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String[] parts = text.split("\n", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i < parts.length - 1 || !parts[i].isEmpty()) {
        lines.add(parts[i].length() > LineReader.MAX_BYTES ? "too long" : parts[i]);
      }
    }
    return lines;
  }

  private static String shown(byte[] line) {
    return line == LineReader.TOO_LONG ? "too long" : new String(line, StandardCharsets.ISO_8859_1);
  }

  private static InputStream inPieces(byte[] body, Random random) {
    return new ByteArrayInputStream(body) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(70_000)));
      }
    };
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sha256(String text) {
    return Digests.sha256(text.getBytes(StandardCharsets.US_ASCII));
  }
}
