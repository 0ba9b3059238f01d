/** What a Spring Boot configuration makes of a container and its consumer. */
import type { SettingName, Settings } from '../model/settings.ts'
import { readSettings, requireTransactional } from '../settings/read-settings.ts'
import { quoted, suggestion, UsageError } from '../settings/usage-error.ts'
import type { ContainerProperties } from '../strategies/spring-kafka/options/all.ts'
import { bootKey, bootKeys, kafkasOwn } from './boot-keys.ts'
import { type Entry, resolved } from './entries.ts'
import { canonical } from './relaxed.ts'
import { type RetryTopicKeys, retryTopicOf } from './retry-topic.ts'
import { oneOf, yesOrNo } from './values.ts'

type ListenerType = 'SINGLE' | 'BATCH'

const listenerTypes: readonly ListenerType[] = ['SINGLE', 'BATCH']

/** What is configured; what is not, has Spring's default. */
export interface Configuration {
  readonly container: ContainerProperties
  readonly settings: Readonly<Partial<Settings>>
  /** `spring.kafka.listener.type`; null: it is not given. */
  readonly listenerType: ListenerType | null
  /** That a KafkaTransactionManager is made. */
  readonly transactional: boolean
}

/** Reads entries; later ones count. Throws a UsageError that names the key and its place. */
export function readConfiguration(entries: readonly Entry[]): Configuration {
  const container: Record<string, unknown> = {}
  const settings = new Map<string, string>()
  let listenerType = null as ListenerType | null
  let transactional = false
  const retryTopic: Record<string, unknown> = {}
  for (const entry of resolved(entries)) {
    placed(entry, () => {
      const own = kafkasOwn.find(({ prefix }) => canonical(entry.name).startsWith(prefix))
      if (own !== undefined) {
        const name = canonical(entry.name).slice(own.prefix.length)
        readSettings([`${name}=${entry.value}`])
        const isProducers = (ofProducer as readonly string[]).includes(name)
        // Each client leaves alone what is another one's.
        if (own.of === 'both' || isProducers === (own.of === 'producer')) {
          settings.set(name, entry.value)
        }
        return
      }
      const { meaning } = known(entry.name)
      if (meaning.kind === 'refused' && yesOrNo(entry.value)) throw new UsageError(meaning.why)
      if (meaning.kind === 'container') container[meaning.option] = meaning.read(entry.value)
      if (meaning.kind === 'setting') {
        const text = meaning.read(entry.value)
        readSettings([`${meaning.setting}=${text}`])
        settings.set(meaning.setting, text)
      }
      if (meaning.kind === 'listener-type') listenerType = oneOf(entry.value, listenerTypes)
      if (meaning.kind === 'retry-topic') retryTopic[meaning.part] = meaning.read(entry.value)
      if (meaning.kind === 'transactions') transactional = entry.value.trim() !== ''
    })
  }
  const read = readSettings([...settings].map(([name, text]) => `${name}=${text}`)).settings
  if (transactional) requireTransactional(read)
  const retryableTopic = retryTopicOf(retryTopic as RetryTopicKeys)
  if (retryableTopic !== null) container['retryableTopic'] = retryableTopic
  return {
    container: container as ContainerProperties,
    settings: read,
    listenerType,
    transactional,
  }
}

/** What a producer's own properties may set; the rest of what it has is taken as it is. */
const ofProducer: readonly SettingName[] = [
  ...(['acks', 'enable.idempotence', 'retries', 'transaction.timeout.ms'] as const),
]

function known(name: string) {
  const found = bootKey(name)
  if (found !== null) return found
  const hint = suggestion(
    name,
    bootKeys.map((key) => key.name),
  )
  throw new UsageError(`there is no property ${quoted(name)} of Spring Boot's${hint}`)
}

/** Errors say where the entry stands. */
function placed(entry: Entry, read: () => void): void {
  try {
    read()
  } catch (error) {
    if (error instanceof UsageError) {
      throw new UsageError(`${entry.from}: ${entry.name}: ${error.message}`)
    }
    throw error
  }
}
