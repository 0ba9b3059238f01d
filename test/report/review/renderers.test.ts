/** The forms of a review, for names that each of them could read something into. */
import { describe, expect, it } from 'vitest'
import { annotationLines } from '../../../src/report/review/annotations.ts'
import { badgeSvg } from '../../../src/report/review/badge.ts'
import { commentBytesMax, reviewComment } from '../../../src/report/review/comment.ts'
import { fencedText, markdownText } from '../../../src/report/review/escape.ts'
import { junitXml } from '../../../src/report/review/junit.ts'
import type { Review } from '../../../src/report/review/review.ts'
import { sarifLog } from '../../../src/report/review/sarif.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { elementsOf } from '../../cli/xml.ts'
import { cell, comparison } from '../fixtures.ts'
import { hostile, ofOrders, reviewOf, violated, written } from './fixtures.ts'

const broken = reviewOf(ofOrders([violated], hostile))

describe('the comment', () => {
  it('reads nothing into a name', () => {
    const line = markdownText(hostile)
    expect(line).not.toMatch(/[<>|`*\]\p{Cc}\u202e]|@\w|#12\b/u)
    expect(reviewComment(broken)).toContain(`### ❌ Ackurate: ${line} breaks`)
  })

  it('cannot be left by a fence in a story', () => {
    expect(fencedText('a\n````\n<b>')).toBe('`````text\na\n````\n<b>\n`````')
  })

  it('stays below what GitHub takes, and says what was left out', () => {
    const names = Array.from({ length: 300 }, (_, at) => `orders-${at}`)
    const of = (more: Partial<Cell>): Comparison => ({
      ...comparison,
      strategies: names.map((name) => ({
        family: 'user',
        claims: 'at-least-once',
        faulty: false,
        name,
      })),
      cells: names.map((strategy) => cell({ strategy, claimed: true, ...more })),
    })
    const [before, after] = [of({}), of(violated)]
    const comment = reviewComment(reviewOf(after, before))
    const bytes = Buffer.byteLength(comment)
    expect(bytes).toBeLessThan(commentBytesMax)
    expect(bytes).toBeGreaterThan(commentBytesMax * 0.9)
    const shown = comment.match(/<details>/g)?.length ?? 0
    expect(comment.match(/<\/details>/g)).toHaveLength(shown)
    expect(comment).toMatch(
      new RegExp(
        `Left out, for a comment has no room: “orders-.* breaks.*” and ${299 - shown} more\\.`,
      ),
    )
  })

  it('is green and short where all is well', () => {
    const lines = reviewComment(reviewOf(ofOrders([{}]))).split('\n')
    expect(lines.slice(0, 2)).toEqual([
      '<!-- ackurate -->',
      '### ✅ Ackurate: orders keeps its claims',
    ])
    expect(lines.length).toBeLessThan(8)
  })
})

describe('JUnit', () => {
  const casesOf = (review: Review) =>
    elementsOf(junitXml(review)).filter(({ name }) => !name.startsWith('testsuite'))

  it('is well-formed whatever the name is, and keeps it', () => {
    const elements = elementsOf(junitXml(broken, 'services/a&b/'))
    const suite = elements.find(({ name }) => name === 'testsuite')
    expect(suite?.attributes['name']).toBe(written(hostile))
    expect(suite?.attributes['file']).toBe('services/a&b/src/orders.ts')
  })

  it('tells kept, broken, blank and undecided claims apart, and counts them', () => {
    const review = reviewOf(
      ofOrders([
        { fault: 'none' },
        violated,
        { fault: 'store-failure', verdict: 'vacuous', reason: 'no store' },
        { fault: 'join', verdict: 'unknown', reason: 'time was up' },
        { fault: 'pause', claimed: false, ...violated },
      ]),
    )
    expect(casesOf(review).map(({ name, attributes }) => attributes['message'] ?? name)).toEqual([
      'testcase',
      'testcase',
      'orders breaks at-least-once under crash',
      'testcase',
      'no store',
      'testcase',
      'undecided: time was up',
    ])
    const [, suite] = elementsOf(junitXml(review))
    expect(suite?.attributes).toMatchObject({
      tests: '4',
      failures: '1',
      errors: '1',
      skipped: '1',
    })
  })

  it('has no case for the claims of known bugs, but one for a bug that was missed', () => {
    expect(casesOf(reviewOf(comparison))).toHaveLength(3)
    const catches = new Map([
      ['commit-sync-mid-batch', { property: 'at-least-once', under: 'none' }],
    ])
    const review = reviewOf(comparison, null, { catches })
    expect(casesOf(review).map(({ attributes }) => attributes['message'])).toContain(
      'commit-sync-mid-batch is not caught by at-least-once with no fault',
    )
  })
})

describe('annotations', () => {
  it('end neither their properties nor their line early', () => {
    const [line = '', ...more] = annotationLines(broken, 'a,b/')
    expect(more).toEqual([])
    const [, head = '', message = ''] = /^::error (.*?)::(.*)$/.exec(line) ?? []
    expect(head.split(',').map((property) => property.split('=')[0])).toEqual([
      'file',
      'line',
      'title',
    ])
    expect(head).toMatch(/^file=a%2Cb\/src\/orders.ts,line=7,title=a@team .*%25%3A %2C/)
    expect(message.replaceAll('%0A', '\n').replaceAll('%25', '%')).toBe(
      written(broken.findings[0]?.text ?? ''),
    )
  })

  it('are at most ten of a kind, the last of which counts the others', () => {
    const [finding] = broken.findings
    if (finding === undefined) throw new Error('no finding')
    const many = { ...broken, findings: Array.from({ length: 12 }, () => finding) }
    const lines = annotationLines(many)
    expect(lines).toHaveLength(10)
    expect(lines[9]).toBe('::error title=Ackurate::3 more like these')
  })
})

describe('SARIF', () => {
  it('has what 2.1.0 and code scanning require', () => {
    const log = JSON.parse(sarifLog(broken, 'my services/'))
    expect(log.version).toBe('2.1.0')
    const [run] = log.runs
    expect(run.tool.driver.name).toBe('Ackurate')
    expect(run.results).toHaveLength(1)
    const [result] = run.results
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
    expect(result.message.text).toContain(written(hostile))
    const [{ physicalLocation }] = result.locations
    expect(physicalLocation.artifactLocation.uri).toBe('my%20services/src/orders.ts')
    expect(physicalLocation.region).toEqual({ startLine: 7 })
    expect(result.partialFingerprints['ackurateCell/v1']).toContain('at-least-once')
  })

  it('notifies of what has no place, for a result needs one', () => {
    const nowhere = broken.findings.map((finding) => ({ ...finding, place: null }))
    const [run] = JSON.parse(sarifLog({ ...broken, findings: nowhere })).runs
    expect(run.results).toEqual([])
    const [{ toolExecutionNotifications: told }] = run.invocations
    expect(told.map(({ level }: { level: string }) => level)).toEqual(['error'])
  })
})

describe('the badge', () => {
  const titleOf = (review: Review) =>
    elementsOf(badgeSvg(review)).find(({ name }) => name === 'title')?.text

  it('says what became of the claims', () => {
    expect(titleOf(reviewOf(ofOrders([violated])))).toBe('orders: breaks at-least-once')
    expect(titleOf(reviewOf(ofOrders([{}])))).toBe('orders: keeps its claims')
    const open = { verdict: 'unknown', reason: 'time was up' } as const
    expect(titleOf(reviewOf(ofOrders([open])))).toBe('orders: undecided')
    expect(titleOf(reviewOf(comparison))).toBe('consumers: keep their claims')
  })

  it('is well-formed whatever the name is, and has an accessible title', () => {
    const [svg] = elementsOf(badgeSvg(broken))
    expect(svg?.attributes).toMatchObject({ role: 'img' })
    expect(svg?.attributes['aria-label']).toMatch(/^a@team <script>.*: breaks at-least-once$/)
  })
})
