package ackurate.spring;

import ackurate.Lines;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The error handlers that a user may configure, by `handler`; they tell of what they let go of. A
 * recoverer that sends tells nothing: where it sends to is there to be read.
 */
final class Handlers {
  /** What a container was stopped by; null: by nothing. */
  private static volatile Throwable stoppedBy;

  private Handlers() {}

  static CommonErrorHandler named(Map<String, String> given) {
    switch (given.getOrDefault("handler", "default")) {
      case "stopping":
        return new Stopping();
      case "logging":
        return new Logging();
      case "exponential":
        return defaultOne(given, Handlers::skipped, new ExponentialBackOffWithMaxRetries(2));
      case "dead-letter":
        return defaultOne(
            given, new DeadLetterPublishingRecoverer(Producers.template(given)), fixed(given));
      default:
        return defaultOne(given, Handlers::skipped, fixed(given));
    }
  }

  /** The name of the exception that stopped the container. */
  static String whatStopped() {
    Throwable thrown = stoppedBy;
    if (thrown instanceof ListenerExecutionFailedException wrapped && wrapped.getCause() != null) {
      thrown = wrapped.getCause();
    }
    return thrown == null ? "unknown" : thrown.getClass().getSimpleName();
  }

  static void skipped(ConsumerRecord<?, ?> record, Exception failed) {
    Lines.tell("processing-skipped", "partition", record.partition(), "offset", record.offset());
  }

  private static BackOff fixed(Map<String, String> given) {
    return new FixedBackOff(0, Long.parseLong(given.getOrDefault("retries", "9")));
  }

  private static DefaultErrorHandler defaultOne(
      Map<String, String> given, ConsumerRecordRecoverer recoverer, BackOff backOff) {
    DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, backOff);
    given.forEach(
        (name, value) -> {
          switch (name) {
            case "seekAfterError" -> handler.setSeekAfterError(Boolean.parseBoolean(value));
            case "commitRecovered" -> handler.setCommitRecovered(Boolean.parseBoolean(value));
            case "ackAfterHandle" -> handler.setAckAfterHandle(Boolean.parseBoolean(value));
            default -> {}
          }
        });
    return handler;
  }

  /** Remembers by what it was asked to stop the container. */
  private static final class Stopping extends CommonContainerStoppingErrorHandler {
    @Override
    public void handleOtherException(
        Exception thrown,
        Consumer<?, ?> consumer,
        MessageListenerContainer container,
        boolean batch) {
      stoppedBy = thrown;
      super.handleOtherException(thrown, consumer, container, batch);
    }

    @Override
    public void handleRemaining(
        Exception thrown,
        List<ConsumerRecord<?, ?>> records,
        Consumer<?, ?> consumer,
        MessageListenerContainer container) {
      stoppedBy = thrown;
      super.handleRemaining(thrown, records, consumer, container);
    }

    @Override
    public void handleBatch(
        Exception thrown,
        ConsumerRecords<?, ?> data,
        Consumer<?, ?> consumer,
        MessageListenerContainer container,
        Runnable again) {
      stoppedBy = thrown;
      super.handleBatch(thrown, data, consumer, container, again);
    }
  }

  /** Tells of each record that it lets go of. */
  private static final class Logging extends CommonLoggingErrorHandler {
    @Override
    public boolean handleOne(
        Exception thrown,
        ConsumerRecord<?, ?> record,
        Consumer<?, ?> consumer,
        MessageListenerContainer container) {
      boolean handled = super.handleOne(thrown, record, consumer, container);
      skipped(record, thrown);
      return handled;
    }

    @Override
    public void handleBatch(
        Exception thrown,
        ConsumerRecords<?, ?> data,
        Consumer<?, ?> consumer,
        MessageListenerContainer container,
        Runnable again) {
      super.handleBatch(thrown, data, consumer, container, again);
      if (data != null) data.forEach((record) -> skipped(record, thrown));
    }
  }
}
