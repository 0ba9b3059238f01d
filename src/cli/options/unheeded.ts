/** Settings that a strategy does not heed: its own are stronger, a service has its own. */
import type { SettingName, Settings } from '../../model/settings.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'

/** What a run of a kafkajs service heeds; all else is what the service gives to kafkajs itself. */
const heededByServices: readonly SettingName[] = [
  'auto.offset.reset',
  'group.initial.rebalance.delay.ms',
  'offsets.topic.replication.factor',
  'min.insync.replicas',
  'broker.version',
]

/** A line for those of the user's settings that change nothing for this strategy; null: none is. */
export function unheededLine(
  strategy: AnyStrategy,
  settings: Readonly<Partial<Settings>>,
): string | null {
  const given = Object.keys(settings) as readonly SettingName[]
  const own = strategy.settings ?? {}
  const overruled = given.filter((name) => name in own && own[name] !== settings[name])
  const unread =
    'service' in strategy ? given.filter((name) => !heededByServices.includes(name)) : []
  const parts = [
    ...overruled.map((name) => `${name} (${strategy.name} brings ${String(own[name])})`),
    ...unread.map((name) => `${name} (a service says it to kafkajs itself)`),
  ]
  return parts.length === 0 ? null : `changes nothing here: ${parts.join('; ')}`
}
