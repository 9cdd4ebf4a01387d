package org.allogate.it;

import java.util.concurrent.atomic.AtomicInteger;

/** Client addresses that no other test has, because failed credentials are counted by address. */
final class Addresses {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Addresses() {}

  /** An IPv4 address out of 10.64.0.0/10. */
  static String fresh() {
    int n = NEXT.getAndIncrement();
    return "10." + (64 + (n >> 16)) + "." + (n >> 8 & 0xFF) + "." + (n & 0xFF);
  }
}
