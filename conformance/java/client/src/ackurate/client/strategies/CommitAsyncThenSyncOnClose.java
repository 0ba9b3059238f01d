package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.CommitErrors;
import ackurate.client.Strategy;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** `commitAsync()` after each batch, `commitSync()` before `close()`. */
public final class CommitAsyncThenSyncOnClose implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe();
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
        client.consumer.commitAsync();
      }
    } catch (WakeupException e) {
      CommitErrors.committed(client.consumer::commitSync);
      client.consumer.close(Duration.ofSeconds(30));
    }
  }
}
