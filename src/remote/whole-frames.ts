/** The whole requests in bytes that have come, without their sizes. */
import type { FrameCutter } from '../wire/frame.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'

const nothing = Buffer.alloc(0)

/** What no client sends stands for bytes that cannot be cut: it is refused in its turn. */
export function wholeFrames(frames: FrameCutter, bytes: Buffer): readonly Buffer[] {
  const whole: Buffer[] = []
  try {
    whole.push(...frames.push(bytes))
    // Malformed bytes behind whole frames are found by the next push.
    if (whole.length > 0) frames.push(nothing)
  } catch (error) {
    if (!(error instanceof MalformedRequest)) throw error
    whole.push(nothing)
  }
  return whole
}
