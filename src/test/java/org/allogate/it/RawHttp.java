package org.allogate.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One connection on which any bytes can be sent as a request, which no HTTP client would do. */
final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** A connection to the server's plain port. */
  static RawHttp connect() throws IOException {
    return connectFrom(null);
  }

  /** A connection that comes from a given address of this machine; null for any. */
  static RawHttp connectFrom(InetAddress local) throws IOException {
    Socket socket = new Socket();
    socket.bind(local == null ? null : new InetSocketAddress(local, 0));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    InetAddress host = InetAddress.getByName("127.0.0.1");
    socket.connect(new InetSocketAddress(host, Integer.getInteger("it.http.port")), TIMEOUT_MILLIS);
    return new RawHttp(socket);
  }

  /** The only answer to a request whose characters are its bytes (Latin-1). */
  static Answer answer(String request) throws IOException {
    try (RawHttp http = connect()) {
      return http.send(request);
    }
  }

  /** The answer to a GET with further header lines, each ended by CRLF. */
  static Answer get(String target, String headers) throws IOException {
    return answer("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
  }

  /** The answer to a request whose characters are its bytes (Latin-1). */
  Answer send(String request) throws IOException {
    write(request.getBytes(StandardCharsets.ISO_8859_1));
    return read(!request.startsWith("HEAD "));
  }

  /** Writes without reading. */
  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Says that nothing more will be written. */
  void endWriting() throws IOException {
    socket.shutdownOutput();
  }

  /** The next answer. */
  Answer read(boolean withBody) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    byte[] body = withBody && status >= 200 ? body(headers) : new byte[0];
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    String length = headers.get("Content-Length");
    return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int length = chunk(); length > 0; length = chunk()) {
      body.write(in.readNBytes(length));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed after: " + line.toString(StandardCharsets.ISO_8859_1));
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** An answer; a header sent in several lines is joined by commas. */
  record Answer(int status, Map<String, String> headers, String body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    boolean closes() {
      return header("Connection").orElse("").toLowerCase(Locale.ROOT).equals("close");
    }
  }
}
