/**
 * The script of a configuration: an interruption, as in `play/scripts.ts`, and a record that fails.
 *
 * Where the script holds a record and lets it go, it is that record that fails; where it does not
 * (a crash), it is an earlier one.
 */
import type { InWork, Member } from '../../play/member.ts'
import { type Script, type ScriptSettings, scripts } from '../../play/scripts.ts'
import { pause, type Stage } from '../../play/stage.ts'
import type { Configuration, Interruption } from './configurations.ts'

/** The script of it; `shutdown-in-poll` is another one's (`spring/scripts.ts`). */
export function matrixScript({ interruption, failure }: Configuration): Script {
  const at = holdsAt[interruption] ?? later
  const early = interruption === 'crash' && failure !== 'none'
  return {
    settings: settingsOf(interruption),
    play: async (stage) => {
      const a = stage.start(0)
      let poison: InWork | null = null
      const fail = (record: InWork) => {
        if (failure === 'always') poison = record
        return 'fail' as const
      }
      stage.decide = (member, record) => {
        if (member === a && member.given === at) return null
        if (isSame(record, poison)) return 'fail'
        return early && member === a && member.given === firstToFail ? fail(record) : 'done'
      }
      await stage.until(`record ${at}`, () => a.held !== null || a.ended)
      await interrupt(interruption, stage, a)
      const { held } = a
      if (held !== null && !a.ended) {
        stage.release(a, failure === 'none' || early ? 'done' : fail(held))
        await stage.until('what follows', () => a.ended || a.polling || a.given > at)
      }
      if (a.ended && !goesOn.has(interruption)) stage.start(a.slot)
      await stage.finish()
    },
  }
}

/** In the middle of the first poll, its last record, or in the middle of the second. */
const later = 5
const holdsAt: Partial<Record<Interruption, number>> = { join: 2, 'commit-in-rebalance': 3 }
const firstToFail = 2

/** There is another member already. */
const goesOn: ReadonlySet<Interruption> = new Set([
  ...(['join', 'commit-in-rebalance', 'pause', 'slow-handler'] as const),
])

function settingsOf(interruption: Interruption): ScriptSettings {
  if (interruption === 'shutdown-in-poll') return scripts.shutdown.settings
  if (interruption !== 'none') return scripts[interruption].settings
  // Nobody is to leave because the machine is busy.
  return scripts.join.settings
}

async function interrupt(interruption: Interruption, stage: Stage, a: Member): Promise<void> {
  switch (interruption) {
    case 'shutdown':
      a.askToStop(stage.knownTo(a.name))
      await stage.until('the shutdown hook', () => a.events.some(isAskedToStop))
      // The hook says that it runs just before it calls stop().
      await pause(hookMs)
      return
    case 'join':
    case 'commit-in-rebalance':
      stage.start(1)
      await stage.untilGroup('the join', (state) => state === 'PreparingRebalance')
      // The heartbeat thread hears of it; in a rebalance it does not, its interval is too long.
      if (interruption === 'join') await pause(heartbeatsMs)
      return
    case 'crash':
      a.signal('SIGKILL')
      await stage.until(`the end of ${a.name}`, () => a.ended)
      a.note({ kind: 'killed' })
      return
    case 'pause':
      return await freeze(stage, a)
    case 'slow-handler': {
      await stage.untilGroup('the member that leaves', (_, members) => members === 0)
      a.note({ kind: 'kept-busy' })
      const b = stage.start(1)
      return await stage.until('the other one', () => b.given > 0)
    }
    default:
  }
}

const hookMs = 200
const heartbeatsMs = 600
const lapseMs = 400

async function freeze(stage: Stage, a: Member): Promise<void> {
  a.signal('SIGSTOP')
  a.note({ kind: 'frozen' })
  const b = stage.start(1)
  const { partitions, records } = stage.play
  const isThrough = () => {
    if (!b.polling || b.assigned.size !== partitions) return false
    const last = b.events.filter(
      (event) => event.kind === 'processing-done' && event.offset === records - 1,
    )
    return new Set(last.map((event) => ('partition' in event ? event.partition : -1))).size === 2
  }
  await stage.until('the other one', isThrough)
  a.note({ kind: 'thawed', after: stage.knownTo(a.name) })
  a.signal('SIGCONT')
  // The heartbeat thread finds out that its session is over.
  await pause(lapseMs)
}

function isAskedToStop({ kind }: { readonly kind: string }): boolean {
  return kind === 'asked-to-stop'
}

function isSame(record: InWork, other: InWork | null): boolean {
  return record.partition === other?.partition && record.offset === other.offset
}
