/** Shows what long work is doing and how long it will take: a bar on a screen, else a few lines. */
import cliProgress from 'cli-progress'
import type { Steps, Terminal } from './terminal.ts'

/** Some tasks, and how a person counts them. */
export interface Work {
  /** `Trying schedules`. */
  readonly doing: string
  /** What a person counts: `fault`, `strategy`; each is done when all of its tasks are. */
  readonly noun: string
  /** Of each task: the one that it belongs to. */
  readonly owners: readonly string[]
  /** Of each task: how long it takes, beside the others; absent: all take as long. */
  readonly costs?: readonly number[]
}

/** One step is one task. */
export interface Progress {
  /** The task of that number is done. */
  step(task: number): void
  /** Ends the display and gives the cursor back; safe to call twice. */
  stop(): void
}

const second = 1000
/** Before that nobody knows how fast it goes. */
const knownAfterMs = 2 * second
/** Elsewhere than on a screen lines come more and more seldom, and never for what is brief. */
const firstLineMs = 5 * second
const linesMs = 30 * second

/** How far it has come, in words; the time is that of `now`. */
export function progressText(work: Work, now: () => number = () => performance.now()) {
  const start = now()
  const open = new Map<string, number>()
  for (const owner of work.owners) open.set(owner, (open.get(owner) ?? 0) + 1)
  const all = open.size
  const costOf = (task: number): number => work.costs?.[task] ?? 1
  const whole = work.owners.reduce((sum, _, task) => sum + costOf(task), 0)
  let done = 0
  return {
    share: (): number => (whole === 0 ? 1 : done / whole),
    step(task: number): void {
      done += costOf(task)
      const owner = work.owners[task] ?? ''
      const left = (open.get(owner) ?? 1) - 1
      if (left > 0) open.set(owner, left)
      else open.delete(owner)
    },
    text(): string {
      const share = whole === 0 ? 1 : done / whole
      const counted =
        all < 2
          ? `${Math.floor(share * 100)} %`
          : `${all - open.size} of ${all} ${plural(work.noun)} done`
      const passed = now() - start
      const isKnown = share > 0 && passed >= knownAfterMs
      const left = Math.ceil((passed * (1 - share)) / share / second)
      return `${work.doing}: ${counted}${isKnown ? `, about ${left} s left` : ''}`
    },
  }
}

function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

type Text = ReturnType<typeof progressText>

function bar(told: Text, head: string): Progress {
  const format = `  {bar} ${head}{text}`
  const shown = new cliProgress.SingleBar(
    { format, barsize: 12, hideCursor: true, clearOnComplete: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  )
  const update = () => shown.update(told.share(), { text: told.text() })
  shown.start(1, 0, { text: told.text() })
  // The seconds go on while a long task does.
  const ticking = setInterval(update, second).unref()
  return {
    step(task) {
      told.step(task)
      update()
    },
    stop() {
      clearInterval(ticking)
      shown.stop()
    },
  }
}

/** Tells the text again from time to time. */
function seldom(text: () => string, terminal: Terminal): () => void {
  let waitMs = firstLineMs
  let next = performance.now() + waitMs
  return () => {
    if (performance.now() < next) return
    waitMs = Math.min(waitMs * 2, linesMs)
    next = performance.now() + waitMs
    terminal.err(`${text()}\n`)
  }
}

function lines(told: Text, head: string, terminal: Terminal): Progress {
  const tell = seldom(() => head + told.text(), terminal)
  const ticking = setInterval(tell, second).unref()
  return {
    step(task) {
      told.step(task)
      tell()
    },
    stop: () => clearInterval(ticking),
  }
}

/** Starts the display. */
export function startProgress(work: Work, terminal: Terminal): Progress {
  const told = progressText(work)
  const head = headOf(terminal.steps)
  return terminal.interactive ? bar(told, head) : lines(told, head, terminal)
}

/** Tells how many of something are done, of which more may be found meanwhile. */
export function tellCounts(
  doing: string,
  noun: string,
  terminal: Terminal,
): (done: number, of: number) => void {
  const start = performance.now()
  let [done, of] = [0, 0]
  const tell = seldom(() => {
    const left = Math.ceil(((performance.now() - start) * (of - done)) / Math.max(done, 1) / second)
    const known = done === 0 ? '' : `, about ${left} s left`
    return `${doing}: ${done} of ${of} ${plural(noun)} done${known}`
  }, terminal)
  return (now, all) => {
    done = now
    of = all
    tell()
  }
}

/** The terminal of a command with one step, and one more for each that is taken. */
export function inSteps(terminal: Terminal, ...taken: readonly boolean[]): Terminal {
  return { ...terminal, steps: { count: 1 + taken.filter(Boolean).length, begun: 0 } }
}

/** `2/3 `; the begun step is counted here. Empty where there is only one. */
function headOf(steps: Steps | undefined): string {
  if (steps === undefined) return ''
  steps.begun += 1
  return steps.count < 2 || steps.begun > steps.count ? '' : `${steps.begun}/${steps.count} `
}
