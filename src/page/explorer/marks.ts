/** The shape by which a step is recognised at a glance, without its colour. */
import type { HistoryEvent } from '../../model/history.ts'
import type { ExplorerStep } from '../../report/explorer/explorer-story.ts'

/**
 * `fault`: ✗, what must not happen. `record`: ●, records delivered and processed. `effect`: ★,
 * what processing leaves behind. `commit`: ■. `refused`: □ with a stroke. `group`: ▲, membership
 * and positions. `life`: ○, processes. `log`: ▬, records written or gone. `message`: a dot.
 */
export type Shape =
  | 'fault'
  | 'record'
  | 'effect'
  | 'commit'
  | 'refused'
  | 'group'
  | 'life'
  | 'log'
  | 'message'
  | 'phase'

const shapes: Readonly<Record<HistoryEvent['kind'], Shape>> = {
  started: 'life',
  stopping: 'life',
  stopped: 'life',
  died: 'fault',
  'given-up': 'fault',
  'thread-ended': 'fault',
  'polls-again': 'life',
  produced: 'log',
  'deleted-below': 'log',
  'truncated-to': 'log',
  joined: 'group',
  assigned: 'group',
  revoked: 'group',
  lost: 'group',
  'session-expired': 'group',
  'poll-timeout-expired': 'group',
  position: 'group',
  subscribed: 'group',
  unsubscribed: 'group',
  'assigned-by-hand': 'group',
  'sought-end': 'group',
  paused: 'group',
  resumed: 'group',
  polled: 'record',
  'processing-started': 'record',
  'processing-done': 'record',
  'processing-failed': 'refused',
  'processing-skipped': 'record',
  'handed-on': 'record',
  effect: 'effect',
  resolved: 'record',
  'consumer-crashed': 'fault',
  'consumer-replaced': 'group',
  'commit-requested': 'commit',
  'commit-applied': 'commit',
  'commit-refused': 'refused',
  'commit-acknowledged': 'commit',
  'commit-unknown': 'refused',
  'committed-offset-lost': 'refused',
  'store-saved': 'commit',
  'store-failed': 'refused',
  'transaction-begun': 'commit',
  'transaction-committed': 'commit',
  'transaction-aborted': 'refused',
  fault: 'fault',
  calm: 'phase',
  ended: 'phase',
}

/** The shape of a step; of a message that is lost, that of a fault. */
export function shapeOf({ event, message }: ExplorerStep): Shape {
  if (message?.part === 'vanished') return 'fault'
  return event === null ? 'message' : shapes[event.kind]
}
