/** The line that plays one schedule of a real program again. */
import type { RemoteOptions } from '../options/remote-options.ts'

/** The command's own options that matter to a run, by name, with what they usually are. */
const sizes = { topic: 'orders', partitions: 2, records: 20, members: 2, brokers: 3 } as const

/** The line; what was said of effects and variables is said again. */
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
  for (const source of raw.effects ?? []) {
    const words =
      source.kind === 'topic'
        ? `topic:${source.topic}`
        : source.kind === 'file'
          ? `file:${source.path}`
          : source.kind === 'stdout'
            ? `stdout:${source.pattern}`
            : 'http'
    parts.push('--effects', words)
  }
  for (const entry of raw.env) parts.push('--env', entry)
  if (raw.claims !== 'at-least-once') parts.push('--claims', raw.claims)
  parts.push('--at', plan, '--', ...command)
  return parts.map(quotedForShell).join(' ')
}

function quotedForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
