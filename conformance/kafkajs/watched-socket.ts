/**
 * Sockets that say what goes over them: a request before it is written and after, an answer before
 * kafkajs sees it. kafkajs writes each request at once, and a socket is TCP as ever.
 */
import { connect, type Socket } from 'node:net'
import type { ISocketFactory } from 'kafkajs'
import { codecs } from '../../src/broker/apis.ts'
import { apiName } from '../../src/wire/api-names.ts'
import type { WireMessage } from '../../src/wire/codec.ts'
import { decodeRequest } from '../../src/wire/decode-request.ts'
import { FrameCutter } from '../../src/wire/frame.ts'

/** A request. */
export interface Asked {
  readonly api: string
  /** What it says; null: nothing that we know how to read. */
  readonly request: WireMessage | null
}

/** What is told of the sockets of a process. */
export interface Listener {
  sending(asked: Asked): void
  sent(asked: Asked): void
  /** The answer, without its correlation id. */
  answered(asked: Asked, body: Buffer): void
}

/** Makes sockets that tell the listener. */
export function watchedSockets(listener: Listener): ISocketFactory {
  return ({ host, port, onConnect }) => {
    const socket = connect({ host, port, noDelay: true }, onConnect)
    watch(socket, listener)
    return socket
  }
}

function watch(socket: Socket, listener: Listener): void {
  const asked = new Map<number, Asked>()
  const cutter = new FrameCutter()
  const write = socket.write.bind(socket) as (data: Buffer, encoding?: BufferEncoding) => boolean
  socket.write = ((data: Buffer, encoding?: BufferEncoding) => {
    const one = readRequest(data.subarray(4))
    asked.set(data.readInt32BE(8), one)
    listener.sending(one)
    const isDone = write(data, encoding)
    listener.sent(one)
    return isDone
  }) as Socket['write']
  // Before kafkajs listens, so that what it does comes afterwards.
  socket.on('data', (chunk: Buffer) => {
    for (const frame of cutter.push(chunk)) {
      const correlationId = frame.readInt32BE(0)
      const one = asked.get(correlationId)
      asked.delete(correlationId)
      if (one !== undefined) listener.answered(one, frame.subarray(4))
    }
  })
}

function readRequest(frame: Buffer): Asked {
  const decoded = decodeRequest(codecs, Buffer.from(frame))
  const api = apiName(frame.readInt16BE(0))
  return { api, request: decoded.kind === 'request' ? decoded.request : null }
}
