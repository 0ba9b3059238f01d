/** The reference of settings: Kafka's defaults, ours and why, and the values they take. */
import ts from 'typescript'
import { defaultSettings, type SettingName } from '../../../src/model/settings.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { type OtherSetting, otherSettings } from '../../../src/settings/other-settings.ts'
import { domainText, settingNames } from '../../../src/settings/read-settings.ts'
import { containerOptions } from '../../../src/strategies/spring-kafka/options/all.ts'
import { page } from '../page.ts'
import { commentsBefore, commentText, parseSource } from '../source-file.ts'
import { settingWords } from '../words/settings.ts'

const path = 'src/model/settings.ts'

interface Reason {
  /** Kafka's own default. */
  readonly kafka: string
  readonly why: string
}

/** Each default that is not Kafka's says so in its comment: `Kafka: 500. Here small, ...`. */
function reasons(root: string): ReadonlyMap<string, Reason> {
  const file = parseSource(root, path)
  const found = new Map<string, Reason>()
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) {
      const doc = commentsBefore(file, node).findLast((text) => text.startsWith('/**'))
      const match = /^Kafka: ([^.]+)\. ([\s\S]+)$/.exec(commentText(doc ?? ''))
      const [, kafka = '', why = ''] = match ?? []
      if (match !== null) found.set(node.name.text, { kafka, why: why.replaceAll('\n', ' ') })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function row(name: SettingName, reason: Reason | undefined): readonly string[] {
  const { owner, does, kafka } = settingWords[name]
  const ours = `\`${defaultSettings[name]}\``
  const theirs = kafka ?? (reason === undefined ? ours : `\`${reason.kafka}\``)
  const why = reason === undefined ? '' : ` ${reason.why}`
  return [`\`${name}\``, owner, theirs, ours, domainText(name), `${does}${why}`]
}

function optionRow({ name, byDefault, summary }: (typeof containerOptions)[number]) {
  return [`\`${name}\``, byDefault === null ? 'none' : `\`${byDefault}\``, summary]
}

function otherRow({ name, owner, ignored, only = [], refused }: OtherSetting) {
  const values = only.map((value) => `\`${value}\``).join(', ')
  const taken = [values, ignored].filter((part) => part !== '' && part !== null).join(': ')
  return [`\`${name}\``, owner, taken, refused ?? '']
}

function optionsOfKafkajs(): string {
  const names = otherSettings.filter(({ owner }) => owner === 'kafkajs').map(({ name }) => name)
  return names.map((name) => `\`${name}\``).join(', ')
}

/** The page. */
export function settingsPage(root: string): string {
  const known = reasons(root)
  return page(`${path}, src/cli/options and src/strategies/spring-kafka/options`, [
    '# Settings',
    '',
    "A setting is given by Kafka's name: `--set auto.offset.reset=latest`, as often as needed.",
    'Times are milliseconds. Where our default is not the one of Kafka 3.9 and 4.0, the table says',
    'why.',
    '',
    'A file of Kafka properties is read with `--set-file client.properties`, by the rules of Java. Of',
    'two values of one setting the stronger source counts, from the weakest: `settingsFile` and',
    '`settings` of `ackurate.config.ts`, the file that `ACKURATE_SET_FILE` names, `--set-file`,',
    '`--set`, and what a strategy brings of its own (auto-commit enables auto-commit).',
    '',
    ...markdownTable(
      ['setting', 'of the', "Kafka's default", 'ours', 'takes', 'what it does'],
      settingNames.map((name) => row(name, known.get(name))),
    ),
    '',
    'For kafkajs strategies the settings of brokers hold; those of the consumer are what the',
    'service passes to `kafka.consumer(…)`, and `auto.offset.reset` is what `fromBeginning` says.',
    '',
    '## Settings that no run obeys',
    '',
    'What a real configuration has besides is taken where it changes nothing here, and said once. It',
    'is refused, with exit code 2, where the answer would be one about another configuration.',
    '',
    ...markdownTable(
      ['setting', 'of', 'changes nothing, for', 'refused, for'],
      otherSettings.filter(({ owner }) => owner !== 'kafkajs').map(otherRow),
    ),
    '',
    '`partition.assignment.strategy` may be a list, of names or of classes: the group runs the first,',
    "under the eager protocol unless `cooperative-sticky` stands alone. So Java's default,",
    '`range,cooperative-sticky`, is range. A list that begins with `cooperative-sticky`',
    'is refused.',
    '',
    'The options of kafkajs itself are obeyed where a service gives them to kafkajs, and refused by',
    `\`--set\`: ${optionsOfKafkajs()}.`,
    '',
    '## Spring Kafka',
    '',
    "What a listener container is configured with, by the names of Spring's `ContainerProperties`.",
    'These are part of the strategies: each says in its code which ones it sets.',
    '',
    ...markdownTable(['option', 'by default', 'what it decides'], containerOptions.map(optionRow)),
  ])
}
