/**
 * Where the code of a thread is that does not come back: the inspector stops it, as a debugger
 * would, and reads its stack. Works in the middle of a loop, for V8 looks for such a wish in each.
 */
import type { Session } from 'node:inspector'
import { setTimeout } from 'node:timers/promises'
import type { Thread } from './thread.ts'

/** A frame of a stack, the innermost first. */
export interface Frame {
  readonly url: string
  /** Counted from 1. */
  readonly line: number
  readonly column: number
}

/** So long a thread may take to stop. */
const patienceMs = 4000
/** A thread that is stopped between two jobs of its microtasks is let into the next one. */
const stepsMax = 40

/**
 * Ends the thread, and answers where it was: `file:line:column` of the user's code, or else of a
 * package; null: unknown, or there was no time (`over`). A thread that a debugger holds does not
 * end, so that it is let go before.
 */
export async function endAndPlace(
  thread: Pick<Thread, 'threadId' | 'end'>,
  ours: string,
  over: Promise<unknown>,
): Promise<string | null> {
  const session = await openSession()
  if (session === null) {
    await thread.end()
    return null
  }
  const stopped = stop(session, thread.threadId, ours)
  const place = await Promise.race([
    stopped.place,
    setTimeout(patienceMs, null),
    over.then(() => null),
  ])
  const ended = thread.end()
  stopped.letGo()
  await ended
  session.disconnect()
  return place
}

/** Null: a Node without an inspector. */
async function openSession(): Promise<Session | null> {
  try {
    const { Session } = await import('node:inspector')
    const session = new Session()
    session.connect()
    return session
  } catch {
    return null
  }
}

interface Message {
  readonly method?: string
  readonly params?: {
    readonly scriptId?: string
    readonly url?: string
    readonly callFrames?: readonly CallFrame[]
  }
}

interface CallFrame {
  readonly url: string
  readonly location: {
    readonly scriptId: string
    readonly lineNumber: number
    readonly columnNumber?: number
  }
}

/** A thread that is about to be held by the inspector. */
interface Stopped {
  readonly place: Promise<string | null>
  /** It goes on, now and whenever it would be held again. */
  letGo(): void
}

function stop(session: Session, threadId: number, ours: string): Stopped {
  const urls = new Map<string, string>()
  let [steps, own, isOver] = [0, '', false]
  const send = (method: string): void => {
    const message = JSON.stringify({ id: ++steps, method, params: {} })
    session.post('NodeWorker.sendMessageToWorker', { sessionId: own, message })
  }
  const place = new Promise<string | null>((resolve) => {
    const onMessage = ({ method, params }: Message): void => {
      if (method === 'Debugger.scriptParsed') urls.set(params?.scriptId ?? '', params?.url ?? '')
      if (method !== 'Debugger.paused') return
      if (isOver) return send('Debugger.resume')
      const frames = (params?.callFrames ?? []).map((frame) => frameOf(frame, urls))
      const found = placeIn(frames, ours)
      if (found.isUsers || steps >= stepsMax) resolve(found.place)
      else send('Debugger.stepInto')
    }
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
      if (!workerInfo.title.startsWith(`[worker ${threadId}]`)) return
      own = sessionId
      send('Debugger.enable')
      send('Debugger.pause')
    })
    session.on('NodeWorker.receivedMessageFromWorker', ({ params: { sessionId, message } }) => {
      if (sessionId === own) onMessage(JSON.parse(message) as Message)
    })
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  })
  const letGo = (): void => {
    isOver = true
    if (own !== '') send('Debugger.resume')
  }
  return { place, letGo }
}

function frameOf({ url, location }: CallFrame, urls: ReadonlyMap<string, string>): Frame {
  return {
    url: url === '' ? (urls.get(location.scriptId) ?? '') : url,
    line: location.lineNumber + 1,
    column: (location.columnNumber ?? 0) + 1,
  }
}

/** What is nearest to the user in a stack: his own code, else that of a package; never ours. */
export function placeIn(
  frames: readonly Frame[],
  ours: string,
): { readonly place: string | null; readonly isUsers: boolean } {
  const files = frames
    .map((frame) => ({ ...frame, url: decodeURI(frame.url.replace(/^file:\/\//, '')) }))
    .filter(({ url }) => url.startsWith('/') || /^[A-Za-z]:[\\/]/.test(url))
    .filter(({ url }) => !url.startsWith(ours))
  const users = files.find(({ url }) => !/[\\/]node_modules[\\/]/.test(url))
  const frame = users ?? files[0]
  if (frame === undefined) return { place: null, isUsers: false }
  const { url, line, column } = frame
  return { place: `${url}:${line}:${column}`, isUsers: users !== undefined }
}
