/**
 * The global objects that kafkajs' own modules use, given to them as variables of their own.
 *
 * In a context of `node:vm` each look at a global goes through an interceptor, which takes longer
 * than most of what kafkajs does with it: a third of a run was nothing else. What a service puts in
 * the place of one of these objects is therefore seen by the service's own modules, not by kafkajs.
 */
import { Script } from 'node:vm'
import { pooledBuffer } from './pooled-buffer.ts'
import type { Realm } from './realm.ts'

const names = [
  ...['Array', 'BigInt', 'Boolean', 'Buffer', 'Date', 'Error', 'Infinity', 'Int32Array', 'JSON'],
  ...['Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'RangeError', 'Reflect', 'RegExp'],
  ...['Set', 'String', 'Symbol', 'TypeError', 'Uint8Array', 'WeakMap', 'WeakSet', 'console'],
  ...['isFinite', 'isNaN', 'parseFloat', 'parseInt'],
]

/** Compiles a function from its source so that it finds the globals near; `filename`: in traces. */
export function nearGlobals(realm: Realm): (source: string, filename: string) => unknown {
  const look = new Script(`[${names.join(', ')}]`)
  const globals = look.runInContext(realm.context) as unknown[]
  globals[names.indexOf('Buffer')] = pooledBuffer()
  return (source, filename) => {
    const script = new Script(`(function (${names.join(', ')}) { return ${source}\n})`, {
      filename,
    })
    return (script.runInContext(realm.context) as (...given: unknown[]) => unknown)(...globals)
  }
}
