package ackurate.client;

import orders.AutoCommit;
import orders.CommitAsyncAfterBatch;
import orders.CommitAsyncRetryInOrder;
import orders.CommitAsyncThenSyncOnClose;
import orders.CommitAsyncWithCallback;
import orders.CommitOnRevoke;
import orders.CommitSyncAfterBatch;
import orders.CommitSyncAfterRecord;
import orders.CommitSyncBeforeProcessing;
import orders.ExternalStoreAtomic;
import orders.ExternalStoreOffsetFirst;
import orders.ExternalStoreOnRevoke;
import orders.ExternalStoreResultFirst;
import orders.OffsetTable;
import orders.Transactional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The strategies by their names: the code that their pages show (`examples/strategies`), with a
 * table of offsets that is the script's.
 */
final class Strategies {
  private Strategies() {}

  static Strategy of(String name) {
    switch (name) {
      case "auto-commit":
        return client -> AutoCommit.run(shown(client), client::process);
      case "commit-sync-after-batch":
        return client -> CommitSyncAfterBatch.run(shown(client), client::process);
      case "commit-sync-after-record":
        return client -> CommitSyncAfterRecord.run(shown(client), client::process);
      case "commit-sync-before-processing":
        return client -> CommitSyncBeforeProcessing.run(shown(client), client::process);
      case "commit-async-after-batch":
        return client -> CommitAsyncAfterBatch.run(shown(client), client::process);
      case "commit-async-with-callback":
        return client -> CommitAsyncWithCallback.run(shown(client), client::process);
      case "commit-async-retry-in-order":
        return client -> new CommitAsyncRetryInOrder(shown(client), client::process).run();
      case "commit-async-then-sync-on-close":
        return client -> CommitAsyncThenSyncOnClose.run(shown(client), client::process);
      case "commit-on-revoke":
        return client -> new CommitOnRevoke(shown(client), client::process).run();
      case "external-store-on-revoke":
        return client ->
            new ExternalStoreOnRevoke(shown(client), client::process, new OffsetTable(null)).run();
      case "external-store-atomic":
        return client ->
            new ExternalStoreAtomic(
                    shown(client),
                    (record, database) -> client.process(record),
                    OffsetTable.database())
                .run();
      case "external-store-result-first":
        return client ->
            new ExternalStoreResultFirst(shown(client), client::process, new OffsetTable(null))
                .run();
      case "external-store-offset-first":
        return client ->
            new ExternalStoreOffsetFirst(shown(client), client::process, OffsetTable.database())
                .run();
      case "transactional":
        return client ->
            Transactional.run(
                shown(client),
                ToldProducer.of(client),
                record -> {
                  client.process(record);
                  return record.value();
                });
      default:
        throw new IllegalArgumentException("no strategy " + name);
    }
  }

  private static Consumer<String, String> shown(Client client) {
    return ScriptedConsumer.of(client);
  }
}
