package org.allogate.usage;

/** How many requests there were, what they cost and how long they took. For one thread. */
final class Counts {
  private final long[] latencies = new long[Latencies.BUCKETS];
  private long requests;
  private long credits;

  /** Adds one request. */
  void add(long units, int latencyBucket) {
    requests++;
    credits += units;
    latencies[latencyBucket]++;
  }

  /** Adds what others counted. */
  Counts add(Counts other) {
    requests += other.requests;
    credits += other.credits;
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] += other.latencies[i];
    }
    return this;
  }

  long requests() {
    return requests;
  }

  long credits() {
    return credits;
  }

  /** How many latencies fell into a bucket. */
  long latencies(int bucket) {
    return latencies[bucket];
  }
}
