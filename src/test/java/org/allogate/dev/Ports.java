package org.allogate.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/** Looks whether ports are free before anything is started. */
final class Ports {
  private static final int CONNECT_MILLISECONDS = 500;

  private Ports() {}

  /** Names the first taken port and the setting that changes it. */
  static void requireFree(Map<String, Integer> portsBySetting) {
    portsBySetting.forEach(
        (setting, port) -> {
          if (isTaken(port)) {
            throw new StartFailure(
                "Port %d is taken. Choose another one with -D%s=... or %s=..."
                    .formatted(port, setting, DevSettings.environmentName(setting)));
          }
        });
  }

  /**
   * Asks for an answer, too: a listener on another address of this machine may leave the port
   * bindable.
   */
  private static boolean isTaken(int port) {
    return answers(port) || !isBindable(port);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isBindable(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
