import { describe, expect, test } from 'vitest'
import { assignPartitions } from '../../../../src/model/consumer/assignors/assign-partitions.ts'
import type { AssignorMember } from '../../../../src/model/consumer/assignors/members.ts'

type Name = Parameters<typeof assignPartitions>[0]

const places = (...partitions: number[]) =>
  partitions.map((partition) => ({ topic: 't', partition }))

function member(memberId: string, owned: number[] = [], generation = 1): AssignorMember {
  const metadata = { topics: ['t'], owned: places(...owned), generation }
  return { memberId, groupInstanceId: null, metadata }
}

/** `A:0,1 B:2`: who got what, in the order of the answer. */
function assigned(name: Name, members: AssignorMember[], partitions = places(0, 1, 2)): string {
  const shares = assignPartitions(name, members, partitions)
  const told = shares.map(
    (one) => `${one.memberId}:${one.partitions.map(({ partition }) => partition).join()}`,
  )
  return told.join(' ')
}

const topics = (memberId: string, ...names: string[]): AssignorMember => ({
  memberId,
  groupInstanceId: null,
  metadata: { topics: names, owned: [], generation: -1 },
})

describe('range', () => {
  test('gives runs of partitions, the first members one more', () => {
    expect(assigned('range', [member('B'), member('A')])).toBe('A:0,1 B:2')
    expect(assigned('range', [member('A'), member('B')], places(3, 1, 0, 2, 4))).toBe(
      'A:0,1,2 B:3,4',
    )
    expect(assigned('range', [member('A'), member('B'), member('C')], places(0))).toBe('A:0 B: C:')
  })

  test('goes topic by topic, over those who are subscribed', () => {
    const two = [...places(0, 1), { topic: 'u', partition: 0 }, { topic: 'u', partition: 1 }]
    expect(assigned('range', [topics('A', 't', 'u'), topics('B', 'u')], two)).toBe('A:0,1,0 B:1')
  })
})

describe('roundrobin', () => {
  test('deals partitions in turn', () => {
    expect(assigned('roundrobin', [member('B'), member('A')])).toBe('A:0,2 B:1')
  })

  test('passes over who is not subscribed', () => {
    const members = [topics('A', 't'), topics('B', 'u'), topics('C', 't')]
    expect(assigned('roundrobin', members)).toBe('A:0,2 B: C:1')
  })
})

test('members are ordered by instance id, static ones first, then by member id', () => {
  const fixed = (memberId: string, groupInstanceId: string) => ({
    ...member(memberId),
    groupInstanceId,
  })
  const members = [member('A-3'), fixed('z-1', 'b'), fixed('y-2', 'c'), member('A-10')]
  expect(assigned('range', members, places(0, 1, 2, 3))).toBe('z-1:0 y-2:1 A-10:2 A-3:3')
})

test('only topic and partition get into an assignment', () => {
  const info = { topic: 't', partition: 0, leader: 2, leaderEpoch: 9 }
  const [one] = assignPartitions('range', [member('A')], [info])
  expect(one?.partitions).toEqual([{ topic: 't', partition: 0 }])
})

describe('sticky', () => {
  test('leaves everybody what they had, and hands out at once what moves', () => {
    const all = places(0, 1, 2, 3)
    expect(assigned('sticky', [member('A', [0, 1, 2, 3]), member('B')], all)).toBe('A:0,1 B:2,3')
    expect(assigned('sticky', [member('A', [1, 3]), member('B', [0, 2])], all)).toBe('A:1,3 B:0,2')
  })

  test('gives a partition to one of two that claim it in the same generation', () => {
    expect(assigned('sticky', [member('A', [0, 1], 2), member('B', [0], 2)], places(0, 1))).toBe(
      'A:1 B:0',
    )
  })
})

describe('cooperative-sticky', () => {
  test('starts balanced', () => {
    expect(assigned('cooperative-sticky', [member('A'), member('B')])).toBe('A:0,2 B:1')
  })

  test('leaves owners what they have when that is balanced', () => {
    const members = [member('A', [1]), member('B', [0, 2])]
    expect(assigned('cooperative-sticky', members)).toBe('A:1 B:0,2')
  })

  test('leaves out a partition that moves, and hands it out in the next round', () => {
    const first = [member('A', [0, 1, 2, 3]), member('B')]
    expect(assigned('cooperative-sticky', first, places(0, 1, 2, 3))).toBe('A:0,1 B:')
    const second = [member('A', [0, 1], 2), member('B', [], 2)]
    expect(assigned('cooperative-sticky', second, places(0, 1, 2, 3))).toBe('A:0,1 B:2,3')
  })

  test('gives what a leaver had to the others at once', () => {
    const members = [member('A', [0]), member('B', [1])]
    expect(assigned('cooperative-sticky', members, places(0, 1, 2, 3))).toBe('A:0,2 B:1,3')
  })

  test('believes the later generation where two claim a partition', () => {
    const members = [member('A', [0, 1], 1), member('B', [0], 2)]
    expect(assigned('cooperative-sticky', members, places(0, 1))).toBe('A:1 B:0')
  })

  test('gives a partition to nobody that two of the same generation claim', () => {
    const members = [member('A', [0, 1], 2), member('B', [0], 2)]
    expect(assigned('cooperative-sticky', members, places(0, 1))).toBe('A:1 B:')
  })

  test('never gives a partition twice, nor one more than its share', () => {
    for (let members = 1; members <= 4; members++) {
      for (let count = 0; count <= 9; count++) {
        const all = places(...Array(count).keys())
        let group = Array.from({ length: members }, (_, i) => member(`M${i}`))
        group[0] = member('M0', [...Array(count).keys()])
        for (let round = 2; round <= 3; round++) {
          const shares = assignPartitions('cooperative-sticky', group, all)
          const given = shares.flatMap((one) => one.partitions.map(({ partition }) => partition))
          expect(new Set(given).size).toBe(given.length)
          for (const one of shares)
            expect(one.partitions.length).toBeLessThanOrEqual(Math.ceil(count / members))
          group = shares.map((one) =>
            member(
              one.memberId,
              one.partitions.map((p) => p.partition),
              round,
            ),
          )
          if (round === 3) expect(given).toHaveLength(count)
        }
      }
    }
  })
})
