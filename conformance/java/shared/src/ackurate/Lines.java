package ackurate;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * How a process talks to whoever plays the script: one JSON line for each thing that happened, on
 * standard output, and one line of plain text for each answer, on standard input. A process whose
 * input has ended is alone, and ends.
 */
public final class Lines {
  private static final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  private static final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  static {
    // Whatever a library prints is none of our lines.
    System.setOut(System.err);
    Thread reader = new Thread(Lines::read, "answers");
    reader.setDaemon(true);
    reader.start();
  }

  private Lines() {}

  /** Tells one event: its kind, then names and values by turns. */
  public static synchronized void tell(String kind, Object... fields) {
    StringBuilder line = new StringBuilder("{\"kind\":").append(json(kind));
    for (int i = 0; i < fields.length; i += 2) {
      line.append(',').append(json(fields[i])).append(':').append(json(fields[i + 1]));
    }
    out.println(line.append('}'));
    out.flush();
  }

  /** Waits for the answer to what was told last; only one thread at a time may ask. */
  public static String answer() {
    boolean interrupted = false;
    try {
      for (;;) {
        try {
          return answers.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private static void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) answers.add(line);
    } catch (IOException e) {
      // The end, as well.
    }
    Runtime.getRuntime().halt(3);
  }

  private static String json(Object value) {
    if (value == null) return "null";
    if (value instanceof Number || value instanceof Boolean) return value.toString();
    if (value instanceof Collection<?> all) {
      StringBuilder list = new StringBuilder("[");
      for (Object one : all) list.append(list.length() > 1 ? "," : "").append(json(one));
      return list.append(']').toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringBuilder object = new StringBuilder("{");
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        object.append(object.length() > 1 ? "," : "");
        object.append(json(entry.getKey().toString())).append(':').append(json(entry.getValue()));
      }
      return object.append('}').toString();
    }
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c == '"' || c == '\\') text.append('\\').append(c);
      else if (c < ' ') text.append(String.format("\\u%04x", (int) c));
      else text.append(c);
    }
    return text.append('"').toString();
  }
}
