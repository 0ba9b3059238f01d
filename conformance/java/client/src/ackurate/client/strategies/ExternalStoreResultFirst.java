package ackurate.client.strategies;

import ackurate.Store;
import ackurate.client.Client;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Result first, then the offset: two writes to an external store. */
public final class ExternalStoreResultFirst implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe(new ResumeFromStore(client.consumer));
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) {
        client.process(record);
        Store.save(Offsets.next(List.of(record)));
      }
    }
  }
}
