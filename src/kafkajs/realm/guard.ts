/**
 * Puts back what simulated code has changed in objects that outlive a run.
 *
 * Services wrap `console.log`, add methods to prototypes, replace `fetch`. In production that ends
 * with the process; here the objects are shared, some even with the host, and what a run leaves in
 * them would be there in the next one, so that this could not be repeated by itself.
 */

type Entries = ReadonlyMap<PropertyKey, PropertyDescriptor>

/** Remembers the objects as they are now; the answer puts them back as they were. */
export function createGuard(objects: readonly object[]): () => void {
  const guarded = [...new Set(objects)].map((object) => [object, entriesOf(object)] as const)
  return () => {
    for (const [object, before] of guarded) restore(object, before)
  }
}

function entriesOf(object: object): Entries {
  const descriptors = Object.getOwnPropertyDescriptors(object) as Record<string, PropertyDescriptor>
  return new Map(Reflect.ownKeys(descriptors).map((key) => [key, descriptors[key as string] ?? {}]))
}

function restore(object: object, before: Entries): void {
  for (const [key, entry] of before) {
    const now = Reflect.getOwnPropertyDescriptor(object, key)
    if (now === undefined || !isSame(now, entry)) Reflect.defineProperty(object, key, entry)
  }
  const keys = Reflect.ownKeys(object)
  if (keys.length === before.size) return
  for (const key of keys) if (!before.has(key)) Reflect.deleteProperty(object, key)
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return one.value === other.value && one.get === other.get && one.set === other.set
}

/** Objects and, of classes, what their instances inherit. */
export function withPrototypes(objects: readonly unknown[]): readonly object[] {
  return objects.flatMap((object) => {
    if (typeof object === 'object' && object !== null) return [object]
    if (typeof object !== 'function') return []
    const prototype: unknown = object.prototype
    return typeof prototype === 'object' && prototype !== null ? [object, prototype] : [object]
  })
}
