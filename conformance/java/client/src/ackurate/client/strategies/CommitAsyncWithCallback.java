package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** `commitAsync(callback)`, which logs a failure and no more. */
public final class CommitAsyncWithCallback implements Strategy {
  @Override
  public void run(Client client) {
    List<String> log = new ArrayList<>();
    client.subscribe();
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
      client.consumer.commitAsync(
          (offsets, error) -> {
            if (error != null) log.add(error + ": " + offsets.size() + " offsets not committed");
          });
    }
  }
}
