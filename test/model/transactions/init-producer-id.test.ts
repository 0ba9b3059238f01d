import { describe, expect, it } from 'vitest'
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

describe('a producer that says who it has been (KIP-360)', () => {
  const transactionalId = 'tx-A'
  const asked = { api: 'InitProducerId', transactionalId, transactionTimeoutMs: 60_000 } as const
  const setUp = () => {
    const { cluster, ports } = fixture()
    const init = (before?: { readonly producerId: number; readonly producerEpoch: number }) =>
      initProducerId(cluster, ports, before === undefined ? asked : { ...asked, before })
    const begin = (producer: { readonly producerId: number; readonly producerEpoch: number }) => {
      const { producerId, producerEpoch } = producer
      const added = { transactionalId, producerId, producerEpoch, partitions: [] }
      return addPartitionsToTxn(cluster, ports, { api: 'AddPartitionsToTxn', ...added }).error
    }
    return { cluster, ports, init, begin, known: () => cluster.transactionalIds[0] }
  }
  const fenced = { error: 'PRODUCER_FENCED', producerId: -1, producerEpoch: -1 }

  it('raises its own epoch, and is told the same if it asks once more', () => {
    const { init } = setUp()
    const first = init()
    expect(init(first)).toMatchObject({ error: 'NONE', producerId: 0, producerEpoch: 1 })
    expect(init(first)).toMatchObject({ error: 'NONE', producerId: 0, producerEpoch: 1 })
    expect(init({ producerId: 0, producerEpoch: 1 })).toMatchObject({ producerEpoch: 2 })
    expect(init(first)).toMatchObject(fenced)
  })

  it('is refused when another has taken over, whom it does not fence', () => {
    const { init, begin } = setUp()
    const first = init()
    const second = init()
    expect(init(first)).toMatchObject(fenced)
    expect(begin(second)).toBe('NONE')
    expect(init({ producerId: 7, producerEpoch: 0 })).toMatchObject(fenced)
    expect(begin(second)).toBe('NONE')
  })

  it('whose transaction is under way is fenced by its abort, which raises the epoch, too', () => {
    const { cluster, ports, init, begin } = setUp()
    const first = init()
    begin(first)
    expect(init(first)).toMatchObject({ error: 'CONCURRENT_TRANSACTIONS' })
    settle(cluster, ports)
    expect(init(first)).toMatchObject(fenced)
    expect(init()).toMatchObject({ producerEpoch: 2 })
  })

  it('whose epochs are used up gets another producer id', () => {
    const { init, known } = setUp()
    init()
    Object.assign(known() ?? {}, { epoch: 32_766 })
    const next = init({ producerId: 0, producerEpoch: 32_766 })
    expect(next).toMatchObject({ error: 'NONE', producerId: 1, producerEpoch: 0 })
  })

  it('of an id that nobody knows is new', () => {
    const { init } = setUp()
    const before = { producerId: 9, producerEpoch: 4 }
    expect(init(before)).toMatchObject({ error: 'NONE', producerId: 0, producerEpoch: 0 })
  })
})
