package ackurate.retry;

import ackurate.HandlerError;
import ackurate.Lines;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.retrytopic.RetryTopicHeaders;

/** The listener: it tells each delivery, and fails those that it is told to fail. */
public class Work {
  /** Of which records, by their names, how many deliveries fail. */
  private final Map<String, Integer> fails = new HashMap<>();

  /** At which delivery, and where in it, its thread stands still; empty: nowhere. */
  private final String hold;

  Work(Map<String, String> given) {
    this.hold = given.getOrDefault("hold", "");
    for (String one : given.getOrDefault("fails", "").split(",")) {
      if (one.isEmpty()) continue;
      int colon = one.lastIndexOf(':');
      fails.put(one.substring(0, colon), Integer.valueOf(one.substring(colon + 1)));
    }
  }

  @KafkaListener(
      id = "main",
      topics = "#{'${conformance.topics}'.split(',')}",
      groupId = "${conformance.group}")
  public void listen(ConsumerRecord<String, String> record) throws InterruptedException {
    deliver(record);
  }

  public void deadLetter(ConsumerRecord<String, String> record) throws InterruptedException {
    deliver(record);
  }

  private void deliver(ConsumerRecord<String, String> record) throws InterruptedException {
    String name = record.value();
    int delivery = deliveryOf(record);
    tell("started", record);
    standStill("started " + name + "#" + delivery);
    if (delivery <= fails.getOrDefault(name, 0)) {
      tell("failed", record);
      throw new HandlerError("the handler failed for " + name);
    }
    tell("done", record);
    standStill("done " + name + "#" + delivery);
  }

  private void standStill(String where) throws InterruptedException {
    if (!where.equals(hold)) return;
    Lines.tell("held");
    for (;;) Thread.sleep(Long.MAX_VALUE);
  }

  private static void tell(String kind, ConsumerRecord<String, String> record) {
    Object[] place = {
      "topic", record.topic(), "partition", record.partition(), "offset", record.offset(),
      "name", record.value()
    };
    Lines.tell(kind, place);
  }

  /** Counted from one; copies say which of the record's deliveries theirs is. */
  private static int deliveryOf(ConsumerRecord<String, String> record) {
    Header header = record.headers().lastHeader(RetryTopicHeaders.DEFAULT_HEADER_ATTEMPTS);
    return header == null ? 1 : ByteBuffer.wrap(header.value()).getInt();
  }
}
