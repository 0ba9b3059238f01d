package ackurate.client.strategies;

import ackurate.Store.StoreConflictException;
import ackurate.client.Client;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Results and offsets in one store transaction, guarded by the offset that is expected there. */
public final class ExternalStoreAtomic implements Strategy {
  @Override
  public void run(Client client) {
    ResumeFromStore store = new ResumeFromStore(client.consumer);
    client.subscribe(store);
    while (true) {
      ConsumerRecords<String, String> records = client.poll();
      if (records.isEmpty()) continue;
      try {
        for (ConsumerRecord<String, String> record : records) client.process(record);
        store.save(Offsets.next(records));
      } catch (StoreConflictException e) {
        store.resume(client.consumer.assignment());
      }
    }
  }
}
