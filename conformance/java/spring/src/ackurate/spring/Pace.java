package ackurate.spring;

/**
 * How long the user's work takes, half of it before a record can fail, as in the model. The first
 * record's is shorter by what has passed since the container began to count its acks' time: in the
 * model a client is there at once.
 */
final class Pace {
  /** Leaves the fifth record of a second each beyond five seconds, and the fourth below. */
  private static final long atLeastMs = 50;

  private final long halfMs;
  private volatile long beganAt = 0;
  private boolean first = true;

  Pace(long recordMs) {
    this.halfMs = recordMs / 2;
  }

  /** The container's clock runs. */
  void begin() {
    beganAt = System.currentTimeMillis();
  }

  void half() {
    if (halfMs == 0) return;
    long passed = first ? System.currentTimeMillis() - beganAt : 0;
    first = false;
    try {
      Thread.sleep(Math.max(atLeastMs, halfMs - passed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
