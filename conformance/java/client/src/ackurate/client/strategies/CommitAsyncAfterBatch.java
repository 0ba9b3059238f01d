package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.Strategy;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** `commitAsync()` after each batch, whose outcome nobody looks at. */
public final class CommitAsyncAfterBatch implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe();
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
      client.consumer.commitAsync();
    }
  }
}
