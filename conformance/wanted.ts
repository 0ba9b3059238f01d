/** What a comparison is asked for, and what each part of it comes to. */

/** What can be compared. */
export const parts = [
  ...(['examples', 'wire', 'java', 'spring', 'spring-matrix', 'kafkajs'] as const),
  ...(['spring-retry', 'spring-boot', 'spark-examples'] as const),
] as const

export type Part = (typeof parts)[number]

export interface Wanted {
  readonly kafka: readonly string[]
  readonly only: readonly Part[]
  readonly sequences: number
  readonly kills: number
  /** Configurations of the matrix of Spring, of all lines of versions together. */
  readonly samples: number
  /** In which lines of versions they are drawn. */
  readonly spring: readonly string[]
  /** Only those whose names have this in them. */
  readonly like?: string
  readonly seed: number
  /** Whether containers that ask what time it is are played, too. */
  readonly timed: boolean
  /** Whether traces become golden ones. */
  readonly update: boolean
  /** Whether what was compared is written down. */
  readonly record: boolean
  /** Whether nothing more is to begin. */
  readonly isOver: () => boolean
}

export type Say = (line: string) => void

/** What a part came to. */
export interface Compared<R> {
  readonly agreed: boolean
  /** Whether there was time for all of it. */
  readonly isWhole: boolean
  readonly records: readonly R[]
}

/** Whole seconds since then. */
export function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1000)
}
