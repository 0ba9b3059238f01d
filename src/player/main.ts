/** A thread of the page: takes a request, answers with the story as JSON. */
import { type PlayRequest, play } from './play.ts'

/** What of a thread's global object is used here. */
interface Port {
  onmessage: ((event: { readonly data: PlayRequest }) => void) | null
  postMessage(answer: string): void
}

const port = globalThis as unknown as Port
port.onmessage = ({ data }) => port.postMessage(JSON.stringify(play(data)))
