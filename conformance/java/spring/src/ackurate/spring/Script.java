package ackurate.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What the script says on standard input: `stop`, or a line for somebody who waits for it:
 * `0@3 done` for the handler of that record, `batch done` for that of a batch, `go` for a poll.
 */
final class Script {
  /** The poll, counted from one among those with records, whose return is held; 0: none. */
  final int heldPoll;

  private final Map<String, Queue<String>> said = new HashMap<>();

  Script(int heldPoll) {
    this.heldPoll = heldPoll;
  }

  /** Reads to the end of the input; then nobody is there to say anything, and the process ends. */
  void readUntilEnd(Runnable stop) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("stop")) stop.run();
        else say(line);
      }
    } catch (IOException closed) {
      // As if it had ended.
    }
    Runtime.getRuntime().halt(3);
  }

  private synchronized void say(String line) {
    int space = line.indexOf(' ');
    String whom = space < 0 ? line : line.substring(0, space);
    said.computeIfAbsent(whom, (key) -> new ArrayDeque<>()).add(line.substring(space + 1));
    notifyAll();
  }

  /** Waits for what is said to that one. */
  synchronized String await(String whom) {
    for (; ; ) {
      Queue<String> waiting = said.get(whom);
      if (waiting != null && !waiting.isEmpty()) return waiting.remove();
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while it waited for the script");
      }
    }
  }
}
