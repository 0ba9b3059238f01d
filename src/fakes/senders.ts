/** Fakes of `nodemailer` and `fetch`. */
import { type Answer, answered, type Fake } from './answer.ts'

/** A mail as it is handed to `sendMail`. */
export type Mail = Readonly<Record<string, unknown>>

/** `nodemailer`: `createTransport`. */
export function nodemailer(answer: Answer<Mail>): Fake {
  return (service) => {
    const sendMail = (mail: Mail, ...rest: unknown[]) =>
      answered(rest, async () => (await answer(mail, service)) ?? { accepted: [], messageId: '1' })
    const transport = { sendMail, verify: async () => true, close() {}, on: () => transport }
    return { createTransport: () => transport }
  }
}

/** A request as `fetch` is asked for it. */
export interface FetchCall {
  readonly url: string
  readonly method: string
  readonly headers: unknown
  readonly body: unknown
}

interface FetchOptions {
  readonly method?: string
  readonly headers?: unknown
  readonly body?: unknown
}

/** The body of a response with another status than 200. */
export interface FetchAnswer {
  readonly status: number
  readonly body?: unknown
}

/** `fetch`. An answer is the body of a 200, or `{ status, body }`. */
export function fetch(answer: Answer<FetchCall>): Fake {
  return (service) =>
    async (url: unknown, options: FetchOptions = {}) => {
      const { method = 'GET', headers = {}, body = null } = options
      const given = await answer({ url: String(url), method, headers, body }, service)
      return responseOf(given)
    }
}

function responseOf(given: unknown): object {
  const isWhole = typeof given === 'object' && given !== null && 'status' in given
  const { status, body = null } = (isWhole ? given : { status: 200, body: given }) as FetchAnswer
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null)
  return {
    ...{ status, ok: status >= 200 && status < 300, statusText: '', headers: new Map() },
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
  }
}
