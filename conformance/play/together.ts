/** Several plays at a time, and what they have to do together. */

/** Does something once, when all who take part have asked for it or have left. */
export class Together {
  #members = 0
  #waiting: { resolve(): void; reject(error: unknown): void }[] = []
  readonly #act: () => Promise<void>

  constructor(act: () => Promise<void>) {
    this.#act = act
  }

  join(): void {
    this.#members++
  }

  leave(): void {
    this.#members--
    void this.#check()
  }

  /** Asks for it; resolves when it is done. */
  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      void this.#check()
    })
  }

  async #check(): Promise<void> {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#members) return
    const waiting = this.#waiting
    this.#waiting = []
    try {
      await this.#act()
      for (const { resolve } of waiting) resolve()
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }
}

/** Does all of it, so many at once. */
export async function eachOf<T>(
  all: readonly T[],
  atOnce: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const left = [...all]
  const work = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
