package ackurate.spring;

import java.io.PrintStream;
import java.util.List;

/** Prints what is seen, one JSON object a line, in the order in which it is seen. */
final class Printer {
  private static final PrintStream out = System.out;

  private Printer() {}

  static void print(String kind) {
    line("{\"kind\":\"" + kind + "\"}");
  }

  static void print(String kind, int partition) {
    line("{\"kind\":\"" + kind + "\",\"partition\":" + partition + "}");
  }

  static void print(String kind, int partition, long offset) {
    line(place(kind, partition, offset) + "}");
  }

  static void printError(String kind, int partition, long offset, String error) {
    line(place(kind, partition, offset) + ",\"error\":\"" + error + "\"}");
  }

  static void printDied(String error) {
    line("{\"kind\":\"died\",\"error\":\"" + error + "\"}");
  }

  static void printPolled(int partition, List<Long> offsets) {
    line("{\"kind\":\"polled\",\"partition\":" + partition + ",\"offsets\":" + offsets + "}");
  }

  /** A commit of one partition; `error` null: none. */
  static void printCommit(String kind, String source, int partition, long offset, String error) {
    String failed = error == null ? "" : ",\"error\":\"" + error + "\"";
    line(place(kind, partition, offset) + ",\"source\":\"" + source + "\"" + failed + "}");
  }

  private static String place(String kind, int partition, long offset) {
    return "{\"kind\":\"" + kind + "\",\"partition\":" + partition + ",\"offset\":" + offset;
  }

  private static synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
