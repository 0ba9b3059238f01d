/**
 * Where a real broker is with a transaction: DescribeTransactions, version 0, which kafkajs does
 * not speak.
 *
 *     Request  => [transactional_ids:COMPACT_STRING] TAGS              (header version 2)
 *     Response => throttle_time_ms:INT32 [error_code:INT16 transactional_id:COMPACT_STRING
 *                 transaction_state:COMPACT_STRING ...]                (header version 1)
 *
 * Source: `DescribeTransactionsRequest.json`, `DescribeTransactionsResponse.json` of apache/kafka.
 */
const key = 65

/** The request as a frame. */
export function encodeDescribeTransaction(transactionalId: string, correlationId: number): Buffer {
  const id = Buffer.from(transactionalId)
  const body = Buffer.concat([
    // One element (count + 1), a string (length + 1), and no tags.
    Buffer.from([2, id.length + 1]),
    id,
    Buffer.from([0]),
  ])
  const header = Buffer.alloc(8 + 2 + 1)
  header.writeInt16BE(key, 0)
  header.writeInt16BE(0, 2)
  header.writeInt32BE(correlationId, 4)
  // No client id, no tags.
  header.writeInt16BE(-1, 8)
  const size = Buffer.alloc(4)
  size.writeInt32BE(header.length + body.length, 0)
  return Buffer.concat([size, header, body])
}

/** The state in the answer, of which `body` is what follows the correlation id; '' unknown. */
export function decodeTransactionState(body: Buffer): string {
  // Tags of the header, throttle time, the count of elements, an error code.
  let at = 1 + 4 + 1 + 2
  const string = () => {
    const length = (body[at] ?? 1) - 1
    const text = body.toString('utf8', at + 1, at + 1 + length)
    at += 1 + length
    return text
  }
  string()
  return string()
}
