package ackurate.client.strategies;

import ackurate.Store;
import ackurate.client.Client;
import ackurate.client.Strategy;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The position, saved in an external store in `onPartitionsRevoked`. */
public final class ExternalStoreOnRevoke implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe(
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
              Store.save(Map.of(partition, client.consumer.position(partition)));
            }
          }

          @Override
          public void onPartitionsLost(Collection<TopicPartition> partitions) {}

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Store.load(partitions).forEach(client.consumer::seek);
          }
        });
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
    }
  }
}
