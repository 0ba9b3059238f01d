/** Commands with which nothing can be checked, and what is left of processes. */
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ClientProcess } from '../../../src/remote/processes/client-process.ts'
import { bundleModules } from '../../bundled.ts'
import { consumerOf, play, programOf } from './program.ts'

const node = process.execPath
const limits = { joinMs: 2000, patienceMs: 3000, graceMs: 2000 }

test.each([
  [[node, '-e', 'console.log("no route"); process.exit(3)'], /exit code 3 .*printed:\nno route/s],
  [['no-such-command'], /cannot be started: spawn no-such-command ENOENT/],
  [[node, '-e', 'setInterval(() => {}, 1000)'], /has joined no group within 2 s/],
] as const)('%j is told in a line', { timeout: 30_000 }, async (command, problem) => {
  const run = await play(programOf(command, { limits }))
  expect(run.problem).toMatch(problem)
})

test('a group that reads another topic is told so', { timeout: 60_000 }, async () => {
  const command = consumerOf('billing.cjs', 'after')
  const env = { KAFKA_TOPIC: 'payments' }
  const effects = [{ kind: 'topic', topic: 'payments' }] as const
  const { problem } = await play(
    programOf(command, { env, effects, limits: { ...limits, joinMs: 30_000 } }),
  )
  expect(problem).toMatch(/the group reads payments, and nothing of topic orders/)
})

test('what a process has started ends with it', async () => {
  const lines: string[] = []
  const script = "console.log(require('child_process').spawn('sleep', ['1000']).pid)"
  const exited = new Promise((resolve) => {
    const child = new ClientProcess({
      ...{ command: [node, '-e', `${script}; setInterval(() => {}, 1000)`], cwd: '/' },
      env: process.env,
      line: (line) => {
        lines.push(line)
        child.signal('SIGKILL')
      },
      exited: resolve,
    })
  })
  expect(await exited).toMatchObject({ signal: 'SIGKILL' })
  await untilGone(Number(lines[0]))
})

test('when we are killed, nothing is left', { timeout: 30_000 }, async () => {
  const module = 'remote/processes/reaper'
  const bundled = bundleModules([module])
  const script = `
    const { Reaper, markName } = await import(${JSON.stringify(bundled.url(module))})
    const { spawn } = await import('node:child_process')
    const reaper = new Reaper()
    const env = { ...process.env, [markName]: reaper.mark }
    const child = spawn('sleep', ['1000'], { detached: true, env })
    reaper.add(child.pid)
    console.log(child.pid)
    setInterval(() => {}, 1000)`
  const tool = spawn(node, ['--input-type=module', '-e', script])
  const [pid] = await new Promise<number[]>((resolve) => {
    tool.stdout.on('data', (text) => resolve([Number(String(text))]))
  })
  tool.kill('SIGKILL')
  bundled.remove()
  await untilGone(pid ?? 0)
})

async function untilGone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0)
  for (let i = 0; i < 200; i++) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await wait(50)
  }
  expect.fail(`${pid} still runs`)
}
