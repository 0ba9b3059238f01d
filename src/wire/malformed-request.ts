/** Bytes that are not what the protocol says they should be. A broker closes the connection. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest'
}
