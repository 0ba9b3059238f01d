/** What is told of an error, whichever realm it comes from. */
import { plainText } from '../../model/thrown.ts'
import { lineOfError } from '../realm/lines.ts'

/** Its name and message, or what was thrown as text. */
export function nameAndMessage(reason: unknown): {
  readonly name: string
  readonly message: string
} {
  // A user's code may throw what throws again when it is looked at.
  try {
    const isError = typeof reason === 'object' && reason !== null && 'message' in reason
    if (!isError) return { name: 'Error', message: String(reason) }
    const { name = 'Error', message } = reason as { name?: unknown; message: unknown }
    return { name: String(name), message: String(message) }
  } catch {
    return { name: 'Error', message: 'what was thrown cannot be told' }
  }
}

/** The name that tells most: that of the error that others were wrapped around. */
export function rootOf(error: Error): string {
  const { cause } = error as { cause?: Error }
  if (cause !== undefined && cause !== null) return rootOf(cause)
  const { type } = error as { type?: string }
  return type === undefined ? error.name : `${error.name} (${type})`
}

/** The message and the line of an error that the user's code threw, if lines are told. */
export function toldOf(error: Error): { readonly message?: string; readonly line?: string } {
  const { cause } = error as { cause?: Error }
  if (cause !== undefined && cause !== null) return toldOf(cause)
  const { line } = lineOfError(error)
  return line === undefined ? {} : { message: plainText(nameAndMessage(error).message), line }
}
