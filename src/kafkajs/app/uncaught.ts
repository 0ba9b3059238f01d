/**
 * Errors that nobody caught: Node ends the process, unless that listens for them.
 *
 * Listeners are told when all that led to the error has happened, and each in an event of its own,
 * so that what they await goes on from there.
 */
import { isRunning } from '../simulation/ending.ts'
import type { Process } from '../simulation/simulation.ts'
import type { SimulatedProcess } from './environment.ts'

/** So many errors one after another report that the listeners make them. */
const errorsMax = 100

export class UncaughtErrors {
  readonly #app: Process
  readonly #process: SimulatedProcess
  readonly #unreported: (() => void)[] = []

  constructor(app: Process, process: SimulatedProcess) {
    this.#app = app
    this.#process = process
  }

  /** A promise was rejected and nobody had a handler. */
  rejected(reason: unknown): void {
    if (this.#process.hears('unhandledRejection')) this.#keep('unhandledRejection', reason)
    else this.thrown(reason)
  }

  /** An exception came out of all code of the process. */
  thrown(error: unknown): void {
    if (this.#process.hears('uncaughtException')) this.#keep('uncaughtException', error)
    else this.#app.died(error)
  }

  get isAnyUnreported(): boolean {
    return this.#unreported.length > 0
  }

  /** Tells the listeners; an error of theirs ends the process. */
  reportAll(): void {
    for (let reported = 0; this.isAnyUnreported; reported++) {
      const report = this.#unreported.shift()
      this.#app.simulation.realm.enter(this.#app, () => {
        try {
          if (reported >= errorsMax)
            throw new Error('its listeners for errors fail again and again')
          report?.()
        } catch (error) {
          this.#app.died(error)
        }
      })
    }
  }

  #keep(event: string, reason: unknown): void {
    if (isRunning(this.#app)) this.#unreported.push(() => this.#process.emit(event, reason))
  }
}
