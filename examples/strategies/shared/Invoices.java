package orders;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Your work for one record: what is written to another topic. */
@FunctionalInterface
public interface Invoices {
  String of(ConsumerRecord<String, String> record);
}
