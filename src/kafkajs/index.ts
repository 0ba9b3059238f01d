/**
 * `ackurate/kafkajs`: what a kafkajs service needs to be checked as it is.
 *
 * A service is a module whose default export is a {@link Start} function. Nothing of this has to be
 * imported by it: the types say what it is given, and `service` is for tests.
 */
import { basename, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KafkajsStrategy } from '../strategies/kafkajs/service.ts'

export type {
  Delivery,
  Fakes,
  KafkajsStrategy,
  MakeRecord,
  RecordContent,
  RecordPlace,
  Service,
  Start,
  Stop,
} from '../strategies/kafkajs/service.ts'

/** What may be said of a service besides where it is. */
export type ServiceFacts = Partial<Pick<KafkajsStrategy, 'name' | 'claims' | 'survives' | 'stalls'>>

/**
 * The service of a module, named after its file and claiming at-least-once unless the facts say
 * otherwise. A relative path starts at the working directory.
 */
export function service(module: URL | string, facts: ServiceFacts = {}): KafkajsStrategy {
  const text = String(module)
  const file = text.startsWith('file:') ? fileURLToPath(text) : resolve(text)
  return { name: basename(file, extname(file)), claims: 'at-least-once', ...facts, service: file }
}
