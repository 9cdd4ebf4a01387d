package org.allogate.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on this machine that does with each connection what a test wants, byte by byte. */
final class Peer implements AutoCloseable {
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static final Pattern LENGTH =
      Pattern.compile("content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

  /** What is done with a connection; it is closed afterwards. */
  @FunctionalInterface
  interface Behaviour {
    void serve(Line line) throws Exception;
  }

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private Peer(ServerSocketFactory sockets, Behaviour behaviour) throws IOException {
    server = sockets.createServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
    this.behaviour = behaviour;
    start(this::accept);
  }

  static Peer plain(Behaviour behaviour) throws IOException {
    return new Peer(ServerSocketFactory.getDefault(), behaviour);
  }

  static Peer encrypted(SSLContext tls, Behaviour behaviour) throws IOException {
    return new Peer(tls.getServerSocketFactory(), behaviour);
  }

  /** Answers every request of a connection alike. */
  static Behaviour answering(String answer) {
    return line -> {
      while (line.request() != null) {
        line.write(answer);
      }
    };
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return lines.size();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "peer");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Line line = new Line(socket);
        lines.add(line);
        start(() -> serve(line));
      } catch (IOException e) {
        continue; // closed, or the other side was gone already
      }
    }
  }

  private void serve(Line line) {
    try {
      behaviour.serve(line);
      line.close();
    } catch (Exception e) {
      closeQuietly(line);
    }
  }

  // The other side may have gone first, which is nothing to a server.
  private static void closeQuietly(Line line) {
    try {
      line.close();
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection. */
  final class Line {
    private final Socket socket;

    Line(Socket socket) {
      this.socket = socket;
    }

    /** The next request, head and body; null at the end of the connection. */
    String request() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      int missing = -1;
      while (missing != 0) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        bytes.write(next);
        missing = missing > 0 ? missing - 1 : missing(bytes.toString(StandardCharsets.UTF_8));
      }
      requests.add(bytes.toString(StandardCharsets.UTF_8));
      return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int missing(String soFar) {
      Matcher length = LENGTH.matcher(soFar);
      return !soFar.endsWith("\r\n\r\n")
          ? -1
          : length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** Waits until the other side closes, politely or not. */
    void untilClosed() {
      try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        return;
      }
    }

    /** Says nothing more, and still hears. */
    void finish() throws IOException {
      socket.shutdownOutput();
    }

    void close() throws IOException {
      socket.close();
    }

    /** The names that a client asked for in TLS. */
    List<String> serverNames() {
      return ((ExtendedSSLSession) ((SSLSocket) socket).getSession())
          .getRequestedServerNames().stream()
              .map(SNIServerName::getEncoded)
              .map(name -> new String(name, StandardCharsets.US_ASCII))
              .toList();
    }
  }
}
