/** Requests with bytes changed, cut out, doubled or of another request, thrown at a port. */
import seedrandom from 'seedrandom'
import type { Address } from '../../src/broker/addresses.ts'
import { apiVersions, type RawClient, rawClient } from './raw-client.ts'
import { wholeRequests } from './whole-requests.ts'

/** What lengths, counts, versions and numbers should not be. */
const wild = ['00', '01', '7f', '80', 'ff', '7fff', '8000', '7fffffff', '80000000', 'fffffffe']
  .concat('00000000', '00ffffff', 'ffffffff0f', '7fffffffffffffff', '8000000000000000')
  .map((hex) => Buffer.from(hex, 'hex'))

/** How many connections are written to in turn. */
const connections = 20
/** So often a request that is whole must be answered. */
const controlEvery = 100

/** Throws so many; rejects if a whole request is not answered in between. */
export async function throwMutants(address: Address, count: number, seed: string): Promise<void> {
  const random = seedrandom.alea(seed)
  const frames = await wholeRequests()
  const control = await rawClient(address)
  const clients: (RawClient | undefined)[] = []
  for (let i = 0; i < count; i++) {
    const client = await standing(clients, i % connections, address)
    client.write(sized(mutated(frames, random), random))
    if (random() < 0.01) client.socket.end()
    if (i % controlEvery > 0) continue
    control.write(apiVersions(i))
    const answer = await control.answer()
    if (answer?.readInt32BE(0) !== i) throw new Error(`no answer after ${i} mutants`)
  }
  for (const client of [control, ...clients]) client?.socket.destroy()
}

async function standing(
  clients: (RawClient | undefined)[],
  at: number,
  address: Address,
): Promise<RawClient> {
  const known = clients[at]
  if (known?.socket.writable) return known
  const fresh = await rawClient(address)
  // Nobody wants to know what it is answered.
  fresh.socket.removeAllListeners('data').resume()
  clients[at] = fresh
  return fresh
}

function mutated(frames: readonly Buffer[], random: () => number): Buffer {
  const below = (end: number) => Math.floor(random() * end)
  let bytes = frames[below(frames.length)] ?? Buffer.alloc(0)
  for (let changes = below(4); changes > 0; changes--) {
    bytes = changed(bytes, frames[below(frames.length)] ?? bytes, below)
  }
  return bytes
}

function changed(frame: Buffer, other: Buffer, below: (end: number) => number): Buffer {
  const at = below(frame.length)
  const some = 1 + below(8)
  const [front, back] = [frame.subarray(0, at), frame.subarray(at)]
  const kind = below(20)
  if (kind < 9) return overwritten(frame, at, Buffer.of(below(256)))
  if (kind < 12) return overwritten(frame, at, wild[below(wild.length)] as Buffer)
  if (kind < 14) return Buffer.concat([front, back.subarray(some)])
  if (kind < 16) return Buffer.concat([front, back.subarray(0, some), back])
  if (kind < 17) return front
  return Buffer.concat([front, other.subarray(kind < 19 ? at : below(other.length))])
}

function overwritten(frame: Buffer, at: number, by: Buffer): Buffer {
  return Buffer.concat([frame.subarray(0, at), by, frame.subarray(at + by.length)])
}

/** With its size before it; one in fifty times a wrong one. */
function sized(frame: Buffer, random: () => number): Buffer {
  const size = Buffer.alloc(4)
  size.writeInt32BE(random() < 0.02 ? Math.floor((random() - 0.5) * 2 ** 32) : frame.length)
  return Buffer.concat([size, frame])
}
