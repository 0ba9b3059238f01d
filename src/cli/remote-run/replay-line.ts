/** The line that plays one schedule of a real program again. */
import type { EffectSource } from '../../remote/effects/effect-source.ts'
import { sqlWords } from '../../remote/effects/sql/sql-source.ts'
import type { RemoteOptions } from '../options/remote-options.ts'

/** The command's own options that matter to a run, by name, with what they usually are. */
const sizes = { topic: 'orders', partitions: 2, records: 20, members: 2, brokers: 3 } as const

/** Options whose value is said again as it was. */
const texts = {
  ...{ effectsQuery: '--effects-query', effectsSetup: '--effects-setup' },
  ...{ record: '--record', value: '--value' },
} as const

/**
 * The line; what was said of effects, records and variables is said again. Passwords in URLs are
 * not: the line goes into reports.
 */
export function remoteReplayLine(
  command: readonly string[],
  raw: RemoteOptions,
  plan: string,
): string {
  const parts = ['ackurate', 'run']
  for (const [name, usual] of Object.entries(sizes)) {
    const value = raw[name as keyof typeof sizes]
    if (value !== usual) parts.push(`--${name}`, String(value))
  }
  const { upstream } = raw
  if (upstream !== undefined) {
    const host = upstream.host.includes(':') ? `[${upstream.host}]` : upstream.host
    parts.push('--upstream', `${host}:${upstream.port}`)
  }
  if (raw.newGroup) parts.push('--new-group')
  for (const source of raw.effects ?? []) parts.push('--effects', withoutPassword(wordsOf(source)))
  for (const [name, option] of Object.entries(texts)) {
    const text = raw[name as keyof typeof texts]
    if (text !== undefined) parts.push(option, text)
  }
  for (const entry of raw.env) parts.push('--env', withoutPassword(entry))
  if (raw.claims !== 'at-least-once') parts.push('--claims', raw.claims)
  parts.push('--at', plan, '--', ...command)
  return parts.map(quotedForShell).join(' ')
}

function wordsOf(source: EffectSource): string {
  switch (source.kind) {
    case 'topic':
      return `topic:${source.topic}`
    case 'file':
      return `file:${source.path}`
    case 'stdout':
      return `stdout:${source.pattern}`
    case 'sql':
      return sqlWords(source)
    case 'http':
      return 'http'
  }
}

function withoutPassword(text: string): string {
  return text.replaceAll(/(:\/\/[^\s:@/]*:)[^\s@/]+@/g, '$1***@')
}

function quotedForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
