package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.Strategy;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** `enable.auto.commit=true`, and every record is done before the next poll. */
public final class AutoCommit implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe();
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
    }
  }
}
