package org.allogate.productimports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.allogate.secrets.Digests;

/** Reads a body line by line, never holding more of it than one line, and hashes it meanwhile. */
final class LineReader {
  /** Most bytes of a line, without its end. */
  static final int MAX_BYTES = 1 << 16;

  /** Stands for a line of more than that, the rest of which was skipped. */
  static final byte[] TOO_LONG = new byte[0];

  private final InputStream body;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final java.security.MessageDigest digest = Digests.sha256();
  private int at;
  private int end;

  LineReader(InputStream body) {
    this.body = body;
  }

  /** The next line without its line feed; null after the last. */
  byte[] next() throws IOException {
    line.reset();
    boolean tooLong = false;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int lineEnd = lineEnd();
      boolean whole = lineEnd < end;
      digest.update(buffer, at, lineEnd - at + (whole ? 1 : 0));
      tooLong |= line.size() + lineEnd - at > MAX_BYTES;
      if (!tooLong) {
        line.write(buffer, at, lineEnd - at);
      }
      at = lineEnd + (whole ? 1 : 0);
      if (whole) {
        break;
      }
    }
    if (!any) {
      return null;
    }
    return tooLong ? TOO_LONG : line.toByteArray();
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, body.read(buffer));
    return end > 0;
  }

  private int lineEnd() {
    int found = at;
    while (found < end && buffer[found] != '\n') {
      found++;
    }
    return found;
  }

  /** SHA-256 of the lines read since the last time, with their ends. */
  byte[] hash() {
    return digest.digest();
  }

  /** Whether a line holds nothing but blanks. */
  static boolean isBlank(byte[] line) {
    if (line == TOO_LONG) {
      return false;
    }
    for (byte one : line) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }
}
