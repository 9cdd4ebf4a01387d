package org.allogate.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One kept-alive HTTP/1.1 connection to this machine, one request at a time. */
final class Connection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final String LENGTH = "\r\ncontent-length:";

  private final Socket socket = new Socket();
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int bodyStart;

  Connection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = socket.getInputStream();
  }

  /** The bytes of a GET; every header is {@code Name: value}. */
  static byte[] get(String path, String... headers) {
    return get(path, List.of(headers));
  }

  /** The bytes of a GET; every header is {@code Name: value}. */
  static byte[] get(String path, List<String> headers) {
    return request("GET", path, headers, "");
  }

  /** The bytes of a PUT of JSON in ASCII; every header is {@code Name: value}. */
  static byte[] put(String path, String body, List<String> headers) {
    return withBody("PUT", path, body, headers);
  }

  /** The bytes of a PATCH with JSON in ASCII; every header is {@code Name: value}. */
  static byte[] patch(String path, String body, List<String> headers) {
    return withBody("PATCH", path, body, headers);
  }

  /** The bytes of a POST of JSON in ASCII; every header is {@code Name: value}. */
  static byte[] post(String path, String body, List<String> headers) {
    return withBody("POST", path, body, headers);
  }

  private static byte[] withBody(String method, String path, String body, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Type: application/json");
    all.add("Content-Length: " + body.length());
    return request(method, path, all, body);
  }

  private static byte[] request(String method, String path, List<String> headers, String body) {
    StringBuilder text = new StringBuilder(method + " ").append(path).append(" HTTP/1.1\r\n");
    text.append("Host: 127.0.0.1\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends a request, reads the whole answer and returns its status. */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    filled = 0;
    do {
      fill();
    } while ((bodyStart = endOfHead()) < 0);
    String head = new String(buffer, 0, bodyStart, StandardCharsets.ISO_8859_1);
    int whole = bodyStart + length(head);
    while (filled < whole) {
      fill();
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /** The body of the last answer. */
  byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(filled - bodyStart);
    body.write(buffer, bodyStart, filled - bodyStart);
    return body.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    filled += count;
  }

  private int endOfHead() {
    for (int i = 3; i < filled; i++) {
      if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(String head) throws IOException {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("an answer without Content-Length: " + head);
    }
    int from = at + LENGTH.length();
    return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
  }
}
