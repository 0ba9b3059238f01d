/** Something that conformance needs is not on this machine; the message says what to do. */
export class Missing extends Error {
  override readonly name = 'Missing'
}
