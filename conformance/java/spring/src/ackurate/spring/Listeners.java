package ackurate.spring;

import ackurate.HandlerError;
import ackurate.LockStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.Acknowledgment;

/** The listeners that a user may write, in lock-step with the script. */
final class Listeners {
  private final Pace pace;
  /** What a listener does about a record that fails: `throws`, `tells-index` or `nacks`. */
  private final String onFailure;

  private final boolean acknowledges;
  private final Duration nackSleep;
  private Acknowledgment waiting;

  Listeners(Pace pace, Map<String, String> given) {
    this.pace = pace;
    this.onFailure = given.getOrDefault("onFailure", "throws");
    this.acknowledges = Boolean.parseBoolean(given.get("acknowledges"));
    this.nackSleep = Duration.ofMillis(Long.parseLong(given.getOrDefault("nackMs", "0")));
  }

  Object named(String name) {
    switch (name) {
      case "record":
        return (MessageListener<String, String>) this::work;
      case "acknowledging":
        return (AcknowledgingMessageListener<String, String>) this::acknowledge;
      case "pairing":
        return (AcknowledgingMessageListener<String, String>) this::acknowledgeInPairs;
      case "store":
        return new StoreListener(this::work);
      case "nacking":
        return (AcknowledgingMessageListener<String, String>) this::nack;
      case "batch":
        return (BatchMessageListener<String, String>) (records) -> records.forEach(this::work);
      case "batch-naming":
        return (BatchMessageListener<String, String>) this::nameTheFailed;
      case "batch-nacking":
        return (BatchAcknowledgingMessageListener<String, String>) this::nackFromTheFailed;
      case "any":
        return (AcknowledgingMessageListener<String, String>) this::any;
      case "any-batch":
        return (BatchAcknowledgingMessageListener<String, String>) this::anyBatch;
      default:
        throw new IllegalArgumentException("no listener: " + name);
    }
  }

  private void work(ConsumerRecord<?, ?> record) {
    pace.half();
    LockStep.process(record, pace::half);
  }

  private void acknowledge(ConsumerRecord<?, ?> record, Acknowledgment acknowledgment) {
    work(record);
    acknowledgment.acknowledge();
  }

  /** Of two records the second one is acknowledged first. */
  private void acknowledgeInPairs(ConsumerRecord<?, ?> record, Acknowledgment acknowledgment) {
    work(record);
    Acknowledgment earlier = waiting;
    waiting = earlier == null ? acknowledgment : null;
    if (earlier == null) return;
    acknowledgment.acknowledge();
    earlier.acknowledge();
  }

  /** As it was configured. */
  private void any(ConsumerRecord<?, ?> record, Acknowledgment acknowledgment) {
    deliver(record, acknowledgment, onFailure, acknowledges);
  }

  /** As it was configured. */
  private void anyBatch(
      List<? extends ConsumerRecord<?, ?>> records, Acknowledgment acknowledgment) {
    deliverAll(records, acknowledgment, onFailure, acknowledges);
  }

  /** Gives back what has failed. */
  private void nack(ConsumerRecord<?, ?> record, Acknowledgment acknowledgment) {
    deliver(record, acknowledgment, "nacks", true);
  }

  /** Says at which record the batch has failed. */
  private void nameTheFailed(List<? extends ConsumerRecord<?, ?>> records) {
    deliverAll(records, null, "tells-index", false);
  }

  /** Gives back what has failed, and all behind it. */
  private void nackFromTheFailed(
      List<? extends ConsumerRecord<?, ?>> records, Acknowledgment acknowledgment) {
    deliverAll(records, acknowledgment, "nacks", true);
  }

  private void deliver(
      ConsumerRecord<?, ?> record,
      Acknowledgment acknowledgment,
      String onFailure,
      boolean acknowledges) {
    try {
      work(record);
    } catch (HandlerError failed) {
      if (!onFailure.equals("nacks")) throw failed;
      acknowledgment.nack(nackSleep);
      return;
    }
    if (acknowledges) acknowledgment.acknowledge();
  }

  private void deliverAll(
      List<? extends ConsumerRecord<?, ?>> records,
      Acknowledgment acknowledgment,
      String onFailure,
      boolean acknowledges) {
    for (int index = 0; index < records.size(); index++) {
      try {
        work(records.get(index));
      } catch (HandlerError failed) {
        if (onFailure.equals("throws")) throw failed;
        if (onFailure.equals("tells-index")) {
          throw new BatchListenerFailedException(failed.getMessage(), failed, index);
        }
        acknowledgment.nack(index, nackSleep);
        return;
      }
    }
    if (acknowledges) acknowledgment.acknowledge();
  }
}
