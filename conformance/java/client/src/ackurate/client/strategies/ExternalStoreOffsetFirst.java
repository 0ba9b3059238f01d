package ackurate.client.strategies;

import ackurate.Store.StoreConflictException;
import ackurate.client.Client;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Offset first, by a conditional write to an external store, then the result. */
public final class ExternalStoreOffsetFirst implements Strategy {
  @Override
  public void run(Client client) {
    ResumeFromStore store = new ResumeFromStore(client.consumer);
    client.subscribe(store);
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) {
        try {
          store.save(Offsets.next(List.of(record)));
        } catch (StoreConflictException e) {
          store.resume(client.consumer.assignment());
          break;
        }
        client.process(record);
      }
    }
  }
}
