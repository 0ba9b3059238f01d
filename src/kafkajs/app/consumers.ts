/**
 * The consumers of a process in the watched group, and which of them are dead.
 *
 * A consumer that has stopped for good is back when it joins again (its owner has called `run` once
 * more), and is replaced when one joins that was made after its death. That another one, which was
 * there all the time, joins says nothing of it.
 * Source: kafkajs 2.2.4, `consumer/index.js` (`onCrash`) and `consumer/consumerGroup.js`
 * (`GROUP_JOIN` is emitted for the consumer that has joined and was given its partitions).
 */

interface Dead {
  readonly consumer: number
  /** How many consumers had been made when it died. */
  readonly made: number
}

export class Consumers {
  #made = 0
  readonly #dead: Dead[] = []
  /** Who has taken somebody's place: it cannot take another one. */
  readonly #replacements: number[] = []

  /** One more is made. Returns its number. */
  made(): number {
    return this.#made++
  }

  /** A consumer stops with an error. */
  crashed(consumer: number, restart: boolean): void {
    this.#revive((dead) => dead.consumer === consumer)
    if (!restart) this.#dead.push({ consumer, made: this.#made })
  }

  /** A consumer joins. Returns the number of the one that was dead until now; null: nobody was. */
  joined(consumer: number): number | null {
    const itself = this.#revive((dead) => dead.consumer === consumer)
    if (itself !== null || this.#replacements.includes(consumer)) return itself
    const other = this.#revive(({ made }) => consumer >= made)
    if (other !== null) this.#replacements.push(consumer)
    return other
  }

  #revive(of: (dead: Dead) => boolean): number | null {
    const at = this.#dead.findIndex(of)
    return at < 0 ? null : (this.#dead.splice(at, 1)[0]?.consumer ?? null)
  }
}
