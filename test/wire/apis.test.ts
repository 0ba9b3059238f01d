/** Requests that are refused, and how. */
import { expect, test } from 'vitest'
import { codecs, spokenVersions } from '../../src/broker/apis.ts'
import { apiName } from '../../src/wire/api-names.ts'
import { apiVersions } from '../../src/wire/apis/18-api-versions.ts'
import { decodeRequest as decode } from '../../src/wire/decode-request.ts'
import { encodeResponse } from '../../src/wire/encode-response.ts'
import { frameOf, internal } from './kafkajs-protocol.ts'

interface Response {
  decode(bytes: Buffer): Promise<unknown>
}
const versionsV0 = internal<Response>('protocol/requests/apiVersions/v0/response')
const versionsV1 = internal<Response>('protocol/requests/apiVersions/v1/response')

/** A request without its size. */
function request(apiKey: number, apiVersion: number, body: readonly number[] = []): Buffer {
  const header = Buffer.alloc(10)
  header.writeInt16BE(apiKey, 0)
  header.writeInt16BE(apiVersion, 2)
  header.writeInt32BE(99, 4)
  header.writeInt16BE(-1, 8)
  return Buffer.concat([header, Buffer.from(body)])
}

const decodeRequest = (frame: Buffer) => decode(codecs, frame)

const header = { correlationId: 99, clientId: null }

test('each file of an API is in the table under its own name and key', () => {
  for (const [key, codec] of codecs) {
    expect(codec.key).toBe(key)
    expect(codec.api).toBe(apiName(key))
  }
  const keys = spokenVersions.map(({ apiKey }) => apiKey)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual([...keys].sort((a, b) => a - b))
})

test('an API that nobody speaks', () => {
  const names = {
    ...{ '-1': 'the API with key -1', 23: 'OffsetForLeaderEpoch', 29: 'DescribeAcls' },
    ...{ 60: 'DescribeCluster', 1000: 'the API with key 1000' },
  }
  for (const [key, name] of Object.entries(names)) {
    const apiKey = Number(key)
    const reason = `${name} is not answered here`
    const refusal = { kind: 'unknown-api', ...header, apiKey, apiVersion: 0, reason }
    expect(decodeRequest(request(apiKey, 0))).toEqual(refusal)
  }
})

test('a version that nobody speaks', () => {
  for (const { apiKey, minVersion, maxVersion } of spokenVersions) {
    for (const apiVersion of [minVersion - 1, maxVersion + 1, 32_767]) {
      if (apiKey === apiVersions.key) continue
      const reason = `version ${apiVersion} of ${apiName(apiKey)} is not answered here`
      const refusal = { kind: 'unsupported-version', ...header, apiKey, apiVersion, reason }
      expect(decodeRequest(request(apiKey, apiVersion))).toEqual(refusal)
    }
  }
})

test('ApiVersions of another version is answered in version 0', async () => {
  for (const apiVersion of [-1, 5, 6]) {
    const decoded = decodeRequest(request(18, apiVersion, [0, 1, 2]))
    if (decoded.kind !== 'unsupported-api-versions') throw new Error(decoded.kind)
    const { response } = decoded
    expect(response.readInt32BE(0)).toBe(response.length - 4)
    expect(response.readInt32BE(4)).toBe(99)
    const versions = [0, 35, 0, 0, 0, 1, 0, 18, 0, 0, 0, 4]
    expect(response.subarray(8)).toEqual(Buffer.from(versions))
    await expect(versionsV0.decode(response.subarray(8))).rejects.toMatchObject({
      type: 'UNSUPPORTED_VERSION',
    })
  }
})

test('ApiVersions 0 and 1, as older clients ask', async () => {
  const response = { api: 'ApiVersions' as const, errorCode: 0, apiKeys: spokenVersions }
  const v0 = encodeResponse(apiVersions, 0, 1, response)
  const v1 = encodeResponse(apiVersions, 1, 1, response)
  expect(v1.length).toBe(v0.length + 4)
  const answer = { errorCode: 0, apiVersions: spokenVersions }
  expect(await versionsV0.decode(v0.subarray(8))).toEqual(answer)
  expect(await versionsV1.decode(v1.subarray(8))).toEqual({ ...answer, throttleTime: 0 })
  for (const apiVersion of [0, 1, 2]) {
    expect(decodeRequest(request(18, apiVersion))).toMatchObject({ kind: 'request', apiVersion })
  }
})

test('a body that is short or long, and a header that is short', async () => {
  const heartbeat = { groupId: 'g', groupGenerationId: 1, memberId: 'm' }
  const frame = (await frameOf('Heartbeat', heartbeat)).subarray(4)
  expect(decodeRequest(frame)).toMatchObject({ kind: 'request' })
  for (let length = 0; length < frame.length; length++) {
    expect(decodeRequest(frame.subarray(0, length))).toMatchObject({ kind: 'malformed' })
  }
  const long = Buffer.concat([frame, Buffer.from([0])])
  expect(decodeRequest(long)).toEqual({ kind: 'malformed', reason: '1 bytes too many' })
})

test('a nameless client', async () => {
  const frame = await frameOf('ListGroups', {}, { correlationId: -5, clientId: null })
  expect(decodeRequest(frame.subarray(4))).toEqual({
    ...{ kind: 'request', correlationId: -5, clientId: null, apiKey: 16, apiVersion: 2 },
    request: { api: 'ListGroups', statesFilter: [] },
  })
})
