package org.allogate.webhooklog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text in bytes that somebody sent, who may not have known the end of it. */
final class StrangeText {
  /** Of how many bytes it is kept at most. */
  static final int KEPT = 4096;

  private StrangeText() {}

  /**
   * The text with U+FFFD in place of what is no UTF-8; as many bytes as are kept may end within a
   * character, which is left out then.
   *
   * @param most how many bytes are kept; those behind are not looked at
   */
  static String of(byte[] bytes, int most) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    int length = Math.min(bytes.length, most);
    CharBuffer text = CharBuffer.allocate(length);
    // Without its end being told, the decoder waits for the rest of a character.
    decoder.decode(ByteBuffer.wrap(bytes, 0, length), text, bytes.length < most);
    return text.flip().toString();
  }
}
