import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { twoPhaseCommit } from '../../../../src/search/exhaustive/self-check/two-phase-commit.ts'
import { searchExhaustively } from '../../../../src/search/exhaustive/state-space/breadth-first.ts'
import type { Model } from '../../../../src/search/exhaustive/state-space/model.ts'

/** Edges by node; nodes are numbers and fingerprints of themselves, unless told otherwise. */
interface Graph {
  readonly edges: readonly (readonly number[])[]
  readonly starts: readonly number[]
  readonly broken: readonly number[]
}

function modelOf({ edges, starts, broken }: Graph, print = (node: number) => [node, 0]) {
  const model: Model<number> = {
    initial: (visit) => starts.forEach((node) => void visit(node, [node])),
    forEachSuccessor: (node, visit) => edges[node]?.forEach((to) => void visit(to, [node, to])),
    fingerprint: (node, into) => into.set(print(node)),
    broken: (node) => broken[node] ?? 0,
  }
  return model
}

/** The distance of every reachable node, by going over all edges until nothing changes. */
function distancesOf({ edges, starts }: Graph): Map<number, number> {
  const distances = new Map(starts.map((node) => [node, 0]))
  for (let changed = true; changed; ) {
    changed = false
    for (const [from, distance] of [...distances]) {
      for (const to of edges[from] ?? []) {
        if ((distances.get(to) ?? Number.POSITIVE_INFINITY) <= distance + 1) continue
        distances.set(to, distance + 1)
        changed = true
      }
    }
  }
  return distances
}

const graphs = fc.integer({ min: 1, max: 12 }).chain((nodes) => {
  const node = fc.nat(nodes - 1)
  const perNode = <T>(value: fc.Arbitrary<T>) =>
    fc.array(value, { minLength: nodes, maxLength: nodes })
  return fc.record({
    edges: perNode(fc.array(node, { maxLength: 4 })),
    starts: fc.array(node, { minLength: 1, maxLength: 2 }),
    broken: perNode(fc.constantFrom(0, 0, 0, 0, 1, 2, 3)),
  })
})

describe('small graphs', () => {
  test('agree with a naive search: reached nodes, depth, and how near each fault is', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const distances = distancesOf(graph)
        const result = searchExhaustively(modelOf(graph), 3)
        expect(result).toMatchObject({ complete: true, distinct: distances.size, frontier: 0 })
        expect(result.depth).toBe(Math.max(...distances.values()))
        result.counterexamples.forEach((found, property) => {
          const near = [...distances].filter(
            ([node]) => (graph.broken[node] ?? 0) & (1 << property),
          )
          const nearest = Math.min(...near.map(([, distance]) => distance))
          expect(found?.actions ?? Number.POSITIVE_INFINITY).toBe(nearest)
          if (found !== null) expectPath(graph, found.steps, 1 << property)
        })
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})

/** Each step starts where the one before it ended, along an edge, and the end is broken. */
function expectPath(graph: Graph, steps: readonly (readonly number[])[], mask: number): void {
  let at = steps[0]?.[0] ?? -1
  expect(graph.starts).toContain(at)
  for (const [from = -1, to = -1] of steps.slice(1)) {
    expect(from).toBe(at)
    expect(graph.edges[from]).toContain(to)
    at = to
  }
  expect((graph.broken[at] ?? 0) & mask).toBe(mask)
}

describe('a search that is stopped says so', () => {
  const model = twoPhaseCommit(3)

  test('by the number of states', () => {
    const result = searchExhaustively(model, 1, { statesMax: 100 })
    expect(result).toMatchObject({ stopped: 'states', complete: false, counterexamples: [null] })
    expect(result.distinct).toBeGreaterThanOrEqual(100)
    expect(result.distinct).toBeLessThan(110)
    expect(result.frontier).toBeGreaterThan(0)
  })

  test('by depth: all states up to it are met, those at it are not expanded', () => {
    const result = searchExhaustively(model, 1, { depthMax: 1 })
    expect(result).toMatchObject({ stopped: 'depth', complete: false, depth: 1 })
    expect(result).toMatchObject({ distinct: 8, frontier: 7, generated: 8 })
  })

  test('by depth, at no cost where the space is no deeper', () => {
    expect(searchExhaustively(model, 1, { depthMax: 11 })).toMatchObject({ complete: true })
  })

  test('by time', () => {
    let looks = 0
    const result = searchExhaustively(model, 1, { deadline: () => ++looks > 2 })
    expect(result).toMatchObject({ stopped: 'time', complete: false })
    expect(result.frontier).toBeGreaterThan(0)
  })

  test('but not when nothing was left', () => {
    const result = searchExhaustively(model, 1, { statesMax: 288 })
    expect(result.distinct).toBe(288)
    const { frontier, complete } = result
    expect(complete).toBe(frontier === 0)
  })
})

test('states that share a fingerprint are one: the engine looks at nothing else', () => {
  const graph = { edges: [[1, 2], [3], [3], []], starts: [0], broken: [] }
  expect(searchExhaustively(modelOf(graph), 0).distinct).toBe(4)
  const merged = modelOf(graph, (node) => [node === 2 ? 1 : node, 0])
  expect(searchExhaustively(merged, 0).distinct).toBe(3)
})

test('a model that answers otherwise when a path is walked again is a bug, not a verdict', () => {
  const graph = { edges: [[1], []], starts: [0], broken: [0, 1] }
  const model = modelOf(graph)
  let expansions = 0
  const fickle: Model<number> = {
    ...model,
    forEachSuccessor: (node, visit) => {
      if (expansions++ === 0) model.forEachSuccessor(node, visit)
    },
  }
  expect(() => searchExhaustively(fickle, 1)).toThrow('has only 0 now')
})

test('the chance of an overlooked state is told', () => {
  const { collisionProbability, distinct } = searchExhaustively(twoPhaseCommit(3), 1)
  expect(collisionProbability).toBe(distinct ** 2 / 2 ** 65)
})
