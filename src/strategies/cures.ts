/** Which shipped strategy does right what a faulty one does wrong: the cure that its file names. */

/** By the faulty strategy's name; absent: its cure is not another strategy. */
export const cures: Readonly<Record<string, string>> = {
  'commit-sync-mid-batch': 'commit-sync-after-record',
  'commit-async-retry-in-callback': 'commit-async-retry-in-order',
  'commit-this-offset': 'commit-sync-after-record',
  'transaction-abort-without-rewind': 'transactional',
  'external-store-atomic-unguarded': 'external-store-atomic',
}
