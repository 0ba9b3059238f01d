/** Evidence that a property is broken, for one partition (or for none, `topic` null). */
export interface Witness {
  readonly topic: string | null
  readonly partition: number
  /** The records concerned, ascending; may be empty. */
  readonly offsets: readonly number[]
  /** One line for the story, without the place: "are lost: below the committed offset, ...". */
  readonly text: string
  /** The 0-based number of the event at which it became certain; later events do not matter. */
  readonly at: number
  /** Since when it is so; absent: nothing says. */
  readonly since?: Since
}

/** An event after which something stayed as it is. */
export interface Since {
  /** What goes between the witness's text and the number of a step: `; paused since`. */
  readonly text: string
  /** The 0-based number of that event. */
  readonly at: number
}
