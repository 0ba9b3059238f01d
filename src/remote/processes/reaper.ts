/**
 * Ends the user's processes when this one is gone, however it went: a small process of its own
 * waits for the end of its standard input, which comes with our end, and kills what is left.
 *
 * Each process of the user's carries a mark in its environment. Where `/proc` tells of environments
 * (Linux), whoever has the mark is killed, also what has left its process group; elsewhere the
 * groups that were named are.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The variable of the environment that carries the mark. */
export const markName = 'ACKURATE_RUN'

/** The reaper's program; it is told `+PGID` and `-PGID` line by line. */
const program = `
const { readdirSync, readFileSync, rmSync } = require('node:fs')
const [, mark, dir] = process.argv
const groups = new Set()
let rest = ''
const kill = (pid) => { try { process.kill(pid, 'SIGKILL') } catch {} }
const marked = () => {
  let names = []
  try { names = readdirSync('/proc') } catch {}
  return names.filter((name) => /^[0-9]+$/.test(name)).map(Number).filter((pid) => {
    if (pid === process.pid) return false
    try { return readFileSync('/proc/' + pid + '/environ', 'latin1').split('\\0').includes(mark) }
    catch { return false }
  })
}
process.stdin.setEncoding('utf8')
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\\n')
  rest = lines.pop()
  for (const line of lines) {
    if (line[0] === '+') groups.add(Number(line.slice(1)))
    else groups.delete(Number(line.slice(1)))
  }
})
process.stdin.on('end', () => {
  for (const pid of groups) kill(-pid)
  for (let round = 0; round < 20; round++) {
    const left = marked()
    if (left.length === 0) break
    for (const pid of left) kill(pid)
  }
  try { rmSync(dir, { recursive: true, force: true }) } catch {}
  process.exit(0)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
`

export class Reaper {
  readonly #child: ChildProcess
  /** What the user's processes are to carry: the variable's value. */
  readonly mark: string
  /** A folder for what they leave behind; it goes with them. */
  readonly dir: string

  constructor() {
    this.mark = `${process.pid}.${process.hrtime.bigint()}`
    this.dir = mkdtempSync(join(tmpdir(), 'ackurate-'))
    this.#child = spawn(process.execPath, ['-e', program, `${markName}=${this.mark}`, this.dir], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    this.#child.on('error', () => {})
    this.#child.stdin?.on('error', () => {})
    this.#child.unref()
  }

  /** A process group has come. */
  add(group: number): void {
    this.#child.stdin?.write(`+${group}\n`)
  }

  /** It is gone. */
  remove(group: number): void {
    this.#child.stdin?.write(`-${group}\n`)
  }

  /** Kills what is left, and returns when it is gone. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return
    this.#child.ref()
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()))
    this.#child.stdin?.end()
    await ended
  }
}
