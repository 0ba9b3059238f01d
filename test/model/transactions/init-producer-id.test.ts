import { expect, it } from 'vitest'
import { nextDeadline } from '../../../src/model/group/deadlines.ts'
import { addPartitionsToTxn } from '../../../src/model/transactions/add-to-txn.ts'
import { initProducerId } from '../../../src/model/transactions/init-producer-id.ts'
import { fixture } from '../cluster/fixture.ts'
import { settle } from './settle.ts'

it('takes the timeout of whoever asks last', () => {
  const { cluster, ports } = fixture()
  const transactionalId = 'tx-A'
  for (const transactionTimeoutMs of [60_000, 2_000]) {
    const request = { api: 'InitProducerId', transactionalId, transactionTimeoutMs } as const
    initProducerId(cluster, ports, request)
    settle(cluster, ports)
    const { producerId, producerEpoch } = initProducerId(cluster, ports, request)
    const begin = { transactionalId, producerId, producerEpoch, partitions: [] }
    addPartitionsToTxn(cluster, ports, { api: 'AddPartitionsToTxn', ...begin })
    const due = nextDeadline(cluster, new Map(), ports.now())
    expect(due).toBe(ports.now() + transactionTimeoutMs)
  }
})
