package ackurate;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The user's work for a record: it takes as long as the script wants, and ends as the script says,
 * `done` or `fail`.
 */
public final class LockStep {
  private LockStep() {}

  /** Processes a record that leaves nothing behind but the fact. */
  public static void process(ConsumerRecord<?, ?> record) {
    process(record, () -> {});
  }

  /** Processes a record; `effect` is what it leaves behind. */
  public static void process(ConsumerRecord<?, ?> record, Runnable effect) {
    int partition = record.partition();
    long offset = record.offset();
    Lines.tell("processing-started", "partition", partition, "offset", offset);
    if (!Lines.answer().equals("done")) {
      String error = HandlerError.class.getSimpleName();
      Lines.tell("processing-failed", "partition", partition, "offset", offset, "error", error);
      throw new HandlerError("the handler failed for " + partition + "@" + offset);
    }
    effect.run();
    Lines.tell("processing-done", "partition", partition, "offset", offset);
  }
}
