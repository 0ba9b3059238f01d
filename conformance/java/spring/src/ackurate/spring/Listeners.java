package ackurate.spring;

import ackurate.HandlerError;
import ackurate.LockStep;
import java.time.Duration;
import java.util.List;
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
  private Acknowledgment waiting;

  Listeners(Pace pace) {
    this.pace = pace;
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

  /** Gives back what has failed. */
  private void nack(ConsumerRecord<?, ?> record, Acknowledgment acknowledgment) {
    try {
      acknowledge(record, acknowledgment);
    } catch (HandlerError failed) {
      acknowledgment.nack(Duration.ZERO);
    }
  }

  /** Says at which record the batch has failed. */
  private void nameTheFailed(List<? extends ConsumerRecord<?, ?>> records) {
    for (int index = 0; index < records.size(); index++) {
      try {
        work(records.get(index));
      } catch (HandlerError failed) {
        throw new BatchListenerFailedException(failed.getMessage(), failed, index);
      }
    }
  }

  /** Gives back what has failed, and all behind it. */
  private void nackFromTheFailed(
      List<? extends ConsumerRecord<?, ?>> records, Acknowledgment acknowledgment) {
    for (int index = 0; index < records.size(); index++) {
      try {
        work(records.get(index));
      } catch (HandlerError failed) {
        acknowledgment.nack(index, Duration.ZERO);
        return;
      }
    }
    acknowledgment.acknowledge();
  }
}
