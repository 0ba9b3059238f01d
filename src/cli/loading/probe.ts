/**
 * One quiet run, twice: what gets no records even then, or does nothing with them, is broken, and
 * of what does something else the second time nothing can be said.
 */
import { firstMissing } from '../../kafkajs/app/environment.ts'
import { calmChoices } from '../../model/choices.ts'
import type { Program } from '../../model/consumer/api.ts'
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import type { Scenario } from '../../model/scenario.ts'
import { tellingLines } from '../../model/telling-lines.ts'
import { tellThrown } from '../../model/thrown.ts'
import { requireSameHistory } from '../../search/replay/determinism.ts'
import type { Runner } from '../../search/schedules/subject.ts'
import type { AnyStrategy, Services, Strategy } from '../../strategies/strategy.ts'
import { UsageError } from '../usage-error.ts'
import { placeOf } from './error-place.ts'

/** What was seen in the run. */
interface Sightings {
  polls: number
  started: number
  joins: number
  topics: Set<string>
  /** What its consumers have asked for. */
  subscribed: Set<string>
  /** How the last instance ended; '' when none did. */
  end: string
  /** The error that a consumer stopped with for good; '' when none did. */
  crash: string
}

/**
 * Runs the strategy twice; throws a UsageError that says what to fix, and `Nondeterminism` where
 * the second run is another: a module is loaded once, so that what the first run left in its
 * variables would be there in all others. `folder`: of its paths.
 */
export function probe(
  strategy: AnyStrategy,
  scenario: Scenario,
  runner: Runner,
  folder = '.',
): void {
  const { watched, thrown } = watch(strategy)
  const play = (): readonly HistoryEvent[] => {
    const events: HistoryEvent[] = []
    tellingLines(() => runner(watched, scenario, calmChoices, (event) => events.push(event)))
    return events
  }
  const events = play()
  requireProcessing(strategy, scenario, events, { thrown: thrown[0], folder })
  requireSameHistory(`${strategy.name}, with nothing going wrong`, events, play())
}

/** What its program threw first; undefined: nothing. */
interface Threw {
  readonly thrown: unknown
  readonly folder: string
}

function requireProcessing(
  strategy: AnyStrategy,
  scenario: Scenario,
  events: readonly HistoryEvent[],
  { thrown, folder }: Threw,
): void {
  const [topics, subscribed] = [new Set<string>(), new Set<string>()]
  const seen = { polls: 0, started: 0, joins: 0, topics, subscribed, end: '', crash: '' }
  for (const event of events) look(seen, event)
  if (seen.polls > 0 && seen.started > 0) return
  if (seen.crash !== '' && thrown !== undefined) {
    const { name, message } = tellThrown(thrown)
    seen.end = `its task ends with ${name}: ${message}`
  }
  const place = thrown instanceof Error ? placeOf(thrown, folder) : null
  if (place !== null && seen.end !== '') seen.end += ` (${place})`
  if (standsStill(seen, scenario.topic)) return
  const { name } = strategy
  const isService = 'service' in strategy
  if (isService && seen.started === 0) addMissing(seen)
  if (seen.polls > 0) {
    const hint = isService ? unprocessed(seen) : seen.end || unyielded
    throw new UsageError(`${name} gets records and never processes them: ${hint}`)
  }
  const reason = isService ? whyNothing(seen, scenario.topic) : seen.end || neverPolls
  throw new UsageError(`${name} gets no records when nothing goes wrong: ${reason}`)
}

/**
 * A consumer of it that lives on has asked for the topic and gets none of it: that is no mistake of
 * the file, but what the check has to say.
 */
function standsStill({ subscribed, topics, joins, end, crash }: Sightings, topic: string): boolean {
  const isElsewhere = topics.size > 0 && !topics.has(topic)
  return subscribed.has(topic) && isElsewhere && joins > 0 && end === '' && crash === ''
}

/** The strategy, and what its programs have thrown so far: an event has no trace. */
function watch(strategy: AnyStrategy) {
  const thrown: unknown[] = []
  if ('service' in strategy) return { watched: strategy, thrown }
  const run = (services: Services): Program<void> => {
    // What ends a task in a process that lives on is thrown by nobody.
    const outliveConsumer = (error: unknown) => {
      thrown.push(error)
      return services.outliveConsumer(error)
    }
    const program = strategy.run({ ...services, outliveConsumer })
    const isProgram = typeof program?.[Symbol.iterator] === 'function'
    return isProgram ? watchProgram(program, thrown) : program
  }
  // Of the same prototype and fields: `run` may use them.
  const watched: Strategy = Object.create(strategy, { run: { value: run } })
  return { watched, thrown }
}

function* watchProgram(program: Program<void>, thrown: unknown[]): Program<void> {
  try {
    yield* program
  } catch (error) {
    thrown.push(error)
    throw error
  }
}

function look(seen: Sightings, event: HistoryEvent): void {
  if (event.kind === 'polled') seen.polls += 1
  if (event.kind === 'processing-started' || event.kind === 'handed-on') seen.started += 1
  if (event.kind === 'joined') seen.joins += 1
  if (event.kind === 'assigned') seen.topics.add(event.topic)
  if (event.kind === 'subscribed') for (const topic of event.topics) seen.subscribed.add(topic)
  if (event.kind === 'died') {
    seen.end = `it dies of ${event.error}: ${event.message}${atLine(event)}`
  }
  if (event.kind === 'stopped') seen.end = 'it returns at once'
  if (event.kind === 'consumer-crashed') seen.crash = crashText(event)
}

/** A service that dies may do so for a variable that is set where it is deployed, and not here. */
function addMissing(seen: Sightings): void {
  const missing = firstMissing()
  if (missing === null) return
  const { name, line } = missing
  const asks =
    `it asks for process.env.${name} at ${line}, which is not set: ` +
    'env in ackurate.config sets it'
  if (seen.end !== '') seen.end += ` (${asks})`
  else if (seen.crash !== '') seen.crash += ` (${asks})`
}

function atLine({ line }: { readonly line?: string }): string {
  return line === undefined ? '' : ` at ${line}`
}

/** What the user's own code threw while it had a record is often about what that holds. */
function crashText(event: EventOf<'consumer-crashed'>): string {
  if (event.message === undefined) return event.error
  const what = `${event.error}: ${event.message}${atLine(event)}`
  return `${what} (is it about what its records hold? ${recordHint})`
}

const recordHint =
  'they hold {"id":"orders-0-0"}, or what export const record = ({ partition, offset }) => ' +
  '({ value: … }) says'

const unyielded = 'is there a `yield*` missing before process(record)?'
const neverPolls = 'it never calls consumer.poll()'

function unprocessed({ end, crash }: Sightings): string {
  if (crash !== '') return `its consumer crashes with ${crash}`
  if (end !== '') return end
  return (
    'the work on a record must go through the process() that start is given: ' +
    'await process({ topic, partition, message }), or through a module that fakes replace'
  )
}

function whyNothing({ end, crash, joins, topics }: Sightings, topic: string): string {
  const choice = `records are produced to ${topic}, which --topic changes`
  if (topics.size > 0 && !topics.has(topic)) {
    return `it reads ${[...topics].sort().join(', ')}, but ${choice}`
  }
  if (end !== '') return /does not host this topic/.test(end) ? `${end} (${choice})` : end
  if (crash !== '') return `its consumer crashes with ${crash}`
  if (joins === 0) {
    return (
      'no consumer of it joins a group (does start await something that is not simulated, ' +
      'or never call consumer.run?)'
    )
  }
  return `no consumer of it is assigned a partition; ${choice}`
}
