/**
 * The review as SARIF 2.1.0 (OASIS), as code scanning reads it: a rule per property, a result per
 * broken claim of a user's file. What has no place in the user's sources is a notification of the
 * run, for code scanning refuses results without one.
 */
import { cellKey } from './cells.ts'
import { withoutControls } from './escape.ts'
import type { Finding, Review } from './review.ts'

/** Where the schema of the format is published. */
const schema = 'https://json.schemastore.org/sarif-2.1.0.json'

/** The log as JSON text; `root` is what precedes file names, from the repository. */
export function sarifLog(review: Review, root = ''): string {
  const { comparison, findings, properties } = review
  const isResult = ({ kind, place }: Finding) => kind === 'claim-broken' && place !== null
  const rules = properties.map(({ name, statement }) => ({
    id: name,
    name: camelCase(name),
    shortDescription: { text: withoutControls(statement) },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['reliability', 'kafka'] },
  }))
  const names = properties.map(({ name }) => name)
  const run = {
    tool: { driver: { name: 'Ackurate', version: comparison.version, rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: findings.filter((one) => !isResult(one)).map(notification),
      },
    ],
    results: findings.filter(isResult).map((one) => ({
      ruleId: one.cell.property,
      ruleIndex: names.indexOf(one.cell.property),
      level: 'error',
      message: message(one),
      locations: locationsOf(one, root),
      partialFingerprints: { 'ackurateCell/v1': cellKey(one.cell) },
    })),
  }
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function message({ title, text }: Finding): { readonly text: string } {
  return { text: withoutControls(`${title}\n\n${text}`) }
}

function notification(finding: Finding) {
  return {
    level: finding.kind === 'claim-broken' ? 'error' : 'warning',
    descriptor: { id: finding.kind },
    message: message(finding),
  }
}

function locationsOf({ place }: Finding, root: string) {
  if (place === null) return []
  const uri = (root + place.file).split('/').map(encodeURIComponent).join('/')
  const artifactLocation = { uri, uriBaseId: '%SRCROOT%' }
  return [{ physicalLocation: { artifactLocation, region: { startLine: place.line } } }]
}

/** `AtLeastOnce`, as rules are named. */
function camelCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
