package ackurate.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.Acknowledgment;

/** The listeners that a user may write, in lock-step with the script. */
final class Listeners {
  private final Script script;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          (work) -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  Listeners(Script script) {
    this.script = script;
  }

  Object named(String name) {
    switch (name) {
      case "record":
        return (MessageListener<byte[], byte[]>) (record) -> work(record);
      case "acknowledging":
        return (AcknowledgingMessageListener<byte[], byte[]>) this::acknowledge;
      case "silent":
        return (AcknowledgingMessageListener<byte[], byte[]>) (record, ack) -> work(record);
      case "workers":
        return (AcknowledgingMessageListener<byte[], byte[]>) this::handToWorker;
      case "batch":
        return (BatchMessageListener<byte[], byte[]>) (records) -> workAll(records, null);
      case "batch-acknowledging":
        return (BatchAcknowledgingMessageListener<byte[], byte[]>) this::acknowledgeAll;
      default:
        throw new IllegalArgumentException("no listener: " + name);
    }
  }

  /** One record's work: `done`, or `fail`. */
  private void work(ConsumerRecord<byte[], byte[]> record) {
    Printer.print("processing-started", record.partition(), record.offset());
    finish(record, script.await(record.partition() + "@" + record.offset()));
  }

  private void finish(ConsumerRecord<byte[], byte[]> record, String word) {
    if (word.equals("fail")) {
      String name = HandlerError.class.getSimpleName();
      Printer.printError("processing-failed", record.partition(), record.offset(), name);
      throw new HandlerError();
    }
    Printer.print("processing-done", record.partition(), record.offset());
  }

  /** As `work`; `nack` gives the record back. */
  private void acknowledge(ConsumerRecord<byte[], byte[]> record, Acknowledgment ack) {
    Printer.print("processing-started", record.partition(), record.offset());
    String word = script.await(record.partition() + "@" + record.offset());
    if (word.equals("nack")) {
      Printer.print("nacked", record.partition(), record.offset());
      ack.nack(Duration.ZERO);
      return;
    }
    finish(record, word);
    ack.acknowledge();
  }

  /** The listener returns at once; a thread works, and acknowledges when it is done. */
  private void handToWorker(ConsumerRecord<byte[], byte[]> record, Acknowledgment ack) {
    Printer.print("processing-started", record.partition(), record.offset());
    workers.execute(
        () -> {
          String word = script.await(record.partition() + "@" + record.offset());
          try {
            finish(record, word);
          } catch (HandlerError logged) {
            return;
          }
          ack.acknowledge();
        });
  }

  private void acknowledgeAll(List<ConsumerRecord<byte[], byte[]>> records, Acknowledgment ack) {
    if (workAll(records, ack)) ack.acknowledge();
  }

  /**
   * A batch's work, record by record: `done`; `fail`, which fails the batch; `fail-record`, which
   * names the record; `nack`, which gives back from here on. True: all is done.
   */
  private boolean workAll(List<ConsumerRecord<byte[], byte[]>> records, Acknowledgment ack) {
    for (int index = 0; index < records.size(); index++) {
      ConsumerRecord<byte[], byte[]> record = records.get(index);
      Printer.print("processing-started", record.partition(), record.offset());
      String word = script.await(record.partition() + "@" + record.offset());
      if (word.equals("nack")) {
        Printer.print("nacked", record.partition(), record.offset());
        ack.nack(index, Duration.ZERO);
        return false;
      }
      try {
        finish(record, word.equals("fail-record") ? "fail" : word);
      } catch (HandlerError failed) {
        if (!word.equals("fail-record")) throw failed;
        throw new BatchListenerFailedException("the script said so", failed, index);
      }
    }
    return true;
  }
}
