/**
 * The review as JUnit XML, as GitLab, Jenkins and GitHub's reporters read it: a suite per strategy,
 * a case per claim, fault and settings. `time` is 0, so that equal runs are equal bytes.
 */
import type { Cell } from '../../search/verdicts/verdict.ts'
import { countedStrategies, questionOf, reviewedText } from './cells.ts'
import { xmlAttribute, xmlText } from './escape.ts'
import type { Finding, Review, ReviewStrategy } from './review.ts'

interface Case {
  readonly name: string
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped'
  readonly message: string
  readonly text: string
}

interface Suite {
  readonly strategy: ReviewStrategy
  readonly cases: readonly Case[]
}

/** The document; `root` is what precedes file names, such as `services/orders/`. */
export function junitXml(review: Review, root = ''): string {
  const suites = review.strategies
    .map((strategy) => ({ strategy, cases: casesOf(strategy, review) }))
    .filter(({ cases }) => cases.length > 0)
  const all = suites.flatMap(({ cases }) => cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    // The schema that Jenkins' xUnit has gives the root no `skipped`.
    `<testsuites name="ackurate" ${counts(all).replace(/ skipped="\d+"/, '')}>`,
    ...suites.map((suite) => suiteXml(suite, root)),
    '</testsuites>',
    '',
  ].join('\n')
}

function casesOf(strategy: ReviewStrategy, review: Review): readonly Case[] {
  const { cells } = review.comparison
  const own = cells.filter((cell) => cell.strategy === strategy.name)
  const findings = review.findings.filter(({ cell }) => cell.strategy === strategy.name)
  const missed = findings.filter(({ kind }) => kind === 'bug-missed')
  const counted = countedStrategies(review.comparison, named(review)).has(strategy.name)
  const claims = counted ? own.filter(({ claimed }) => claimed) : []
  const together = findings.filter(
    ({ kind, cell }) => kind === 'claim-broken' && !own.includes(cell),
  )
  return [
    ...claims.map((cell) => caseOf(cell, review)),
    ...together.map((finding) => caseOf(finding.cell, review)),
    ...missed.map(missedCase),
  ]
}

/** Faulty strategies whose claims count are those that the user named: they have findings. */
function named({ findings }: Review): readonly string[] {
  return findings.filter(({ kind }) => kind !== 'bug-missed').map(({ cell }) => cell.strategy)
}

function missedCase({ title, text }: Finding): Case {
  return { name: 'is caught', outcome: 'error', message: title, text }
}

function caseOf(cell: Cell, review: Review): Case {
  const name = questionOf(cell)
  const text = reviewedText(cell, review)
  switch (cell.verdict) {
    case 'holds':
    case 'not-found':
      return { name, outcome: 'passed', message: '', text: '' }
    case 'violated':
      return { name, outcome: 'failure', message: `${cell.strategy} breaks ${name}`, text }
    case 'unknown':
      return { name, outcome: 'error', message: `undecided: ${cell.reason ?? ''}`, text }
    case 'vacuous': {
      const open = review.findings.some(
        (finding) =>
          finding.kind === 'undecided' &&
          finding.cell.strategy === cell.strategy &&
          finding.cell.reason === cell.reason,
      )
      const outcome = open ? 'error' : 'skipped'
      return { name, outcome, message: cell.reason ?? '', text: '' }
    }
  }
}

function counts(cases: readonly Case[]): string {
  const of = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length
  return (
    `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" ` +
    `skipped="${of('skipped')}" time="0"`
  )
}

function suiteXml({ strategy, cases }: Suite, root: string): string {
  const { name, place } = strategy
  const file = place === null ? '' : ` file="${xmlAttribute(root + place.file)}"`
  const where = place === null ? '' : `${file} line="${place.line}"`
  return [
    `  <testsuite name="${xmlAttribute(name)}" ${counts(cases)}${file}>`,
    ...cases.map((one) => caseXml(one, name, where)),
    '  </testsuite>',
  ].join('\n')
}

function caseXml({ name, outcome, message, text }: Case, suite: string, where: string): string {
  const open =
    `    <testcase classname="ackurate.${xmlAttribute(suite)}" ` +
    `name="${xmlAttribute(name)}"${where} time="0"`
  if (outcome === 'passed') return `${open}/>`
  const type = { failure: ' type="violated"', error: ' type="undecided"', skipped: '' }[outcome]
  const said = ` message="${xmlAttribute(message)}"${type}`
  // GitLab shows the content, others the message.
  const body = `<${outcome}${said}>${xmlText(text === '' ? message : text)}</${outcome}>`
  return `${open}>\n      ${body}\n    </testcase>`
}
