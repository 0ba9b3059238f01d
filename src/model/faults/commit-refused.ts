/** The coordinator answers a commit with an error and applies nothing. */
import { detailQuestion } from '../choices.ts'
import type { KafkaErrorCode } from '../errors.ts'
import { countAnswer } from '../meter/count.ts'
import { traceResponse, traceTaken } from '../meter/trace.ts'
import { answerDue } from '../network/network.ts'
import { commitTargets, isCommitInFlight } from './commits-in-flight.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** Mildest first: retriable ones, then those that cost the membership, then the rest. */
export const commitRefusals: readonly KafkaErrorCode[] = [
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'REQUEST_TIMED_OUT',
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'UNKNOWN_SERVER_ERROR',
]

/** A transactional commit is never refused for a rebalance (A.7.3). */
const transactionalCodes = /* @__PURE__ */ commitRefusals.filter(
  (code) => code !== 'REBALANCE_IN_PROGRESS',
)

/** What is said of it. */
export const commitRefused = {
  name: 'commit-refused',
  summary: 'The coordinator refuses a commit with an error code.',
  heading: 'refused',
  sentence: 'has a commit refused',
  reason: 'The coordinator answers with an error and applies nothing.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: ['commit-sent'],
  needs: 'commits',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: false,
    everyProcess: false,
    handlers: false,
    network: false,
    commits: true,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const commitRefusedInjection: Injection = {
  possible: isCommitInFlight,
  targets: (world) =>
    commitTargets(world, (message, announce, choices) => {
      const known = message.api === 'OffsetCommit' ? commitRefusals : transactionalCodes
      const code = known[choices.choose(known.length, detailQuestion)] ?? 'NOT_COORDINATOR'
      announce(code)
      message.response = message.rule.refuse(message.request, code)
      countAnswer(world.ports, message.rule, message.response)
      traceTaken(world, message)
      traceResponse(world, 'answered', message, message.response)
      message.status = 'answered'
      message.due = answerDue(world, message.broker)
    }),
}
