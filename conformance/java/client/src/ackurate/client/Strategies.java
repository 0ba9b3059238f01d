package ackurate.client;

import ackurate.client.strategies.AutoCommit;
import ackurate.client.strategies.CommitAsyncAfterBatch;
import ackurate.client.strategies.CommitAsyncRetryInOrder;
import ackurate.client.strategies.CommitAsyncThenSyncOnClose;
import ackurate.client.strategies.CommitAsyncWithCallback;
import ackurate.client.strategies.CommitOnRevoke;
import ackurate.client.strategies.CommitSyncAfterBatch;
import ackurate.client.strategies.CommitSyncAfterRecord;
import ackurate.client.strategies.CommitSyncBeforeProcessing;
import ackurate.client.strategies.ExternalStoreAtomic;
import ackurate.client.strategies.ExternalStoreOffsetFirst;
import ackurate.client.strategies.ExternalStoreOnRevoke;
import ackurate.client.strategies.ExternalStoreResultFirst;
import ackurate.client.strategies.Transactional;

/** The strategies by their names. */
final class Strategies {
  private Strategies() {}

  static Strategy of(String name) {
    switch (name) {
      case "auto-commit":
        return new AutoCommit();
      case "commit-sync-after-batch":
        return new CommitSyncAfterBatch();
      case "commit-sync-after-record":
        return new CommitSyncAfterRecord();
      case "commit-sync-before-processing":
        return new CommitSyncBeforeProcessing();
      case "commit-async-after-batch":
        return new CommitAsyncAfterBatch();
      case "commit-async-with-callback":
        return new CommitAsyncWithCallback();
      case "commit-async-retry-in-order":
        return new CommitAsyncRetryInOrder();
      case "commit-async-then-sync-on-close":
        return new CommitAsyncThenSyncOnClose();
      case "commit-on-revoke":
        return new CommitOnRevoke();
      case "external-store-on-revoke":
        return new ExternalStoreOnRevoke();
      case "external-store-atomic":
        return new ExternalStoreAtomic();
      case "external-store-result-first":
        return new ExternalStoreResultFirst();
      case "external-store-offset-first":
        return new ExternalStoreOffsetFirst();
      case "transactional":
        return new Transactional();
      default:
        throw new IllegalArgumentException("no strategy " + name);
    }
  }
}
