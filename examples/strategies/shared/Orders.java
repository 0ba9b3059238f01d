package orders;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Your work for one record. It throws where that has failed. */
@FunctionalInterface
public interface Orders {
  void process(ConsumerRecord<String, String> record);
}
