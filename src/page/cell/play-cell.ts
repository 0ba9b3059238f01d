/** Has the story of a cell played in a thread of the page: the model that found it runs there. */
import type { PlayRequest } from '../../player/play.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { unpack } from '../unpack.ts'

let player: Promise<Worker> | null = null

/** The thread; its script is in the page, packed like data. */
async function startPlayer(): Promise<Worker> {
  const script = await unpack<string>('player')
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  return new Worker(address)
}

/** One after the other: a thread that is busy answers in the order of the questions. */
let last: Promise<unknown> = Promise.resolve()

function ask(worker: Worker, request: PlayRequest): Promise<ExplorerStory | null> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) =>
      resolve(JSON.parse(data) as ExplorerStory | null)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(request)
  })
}

/** The story; null: what is in this page does not do any more what the path once did. */
export async function playCell(request: PlayRequest): Promise<ExplorerStory | null> {
  player ??= startPlayer()
  const worker = await player
  const story = last.then(() => ask(worker, request))
  last = story.catch(() => null)
  return await story
}
