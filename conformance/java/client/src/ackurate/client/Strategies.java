package ackurate.client;

import ackurate.client.strategies.ExternalStoreAtomic;
import ackurate.client.strategies.ExternalStoreOffsetFirst;
import ackurate.client.strategies.ExternalStoreOnRevoke;
import ackurate.client.strategies.ExternalStoreResultFirst;
import orders.AutoCommit;
import orders.CommitAsyncAfterBatch;
import orders.CommitAsyncRetryInOrder;
import orders.CommitAsyncThenSyncOnClose;
import orders.CommitAsyncWithCallback;
import orders.CommitOnRevoke;
import orders.CommitSyncAfterBatch;
import orders.CommitSyncAfterRecord;
import orders.CommitSyncBeforeProcessing;
import orders.Transactional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The strategies by their names: the code that their pages show (`examples/strategies`), but for
 * those with a store, which is the script's here and a database there.
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
        return new ExternalStoreOnRevoke();
      case "external-store-atomic":
        return new ExternalStoreAtomic();
      case "external-store-result-first":
        return new ExternalStoreResultFirst();
      case "external-store-offset-first":
        return new ExternalStoreOffsetFirst();
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
