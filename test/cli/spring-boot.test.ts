/**
 * The Spring Boot project of examples/spring-boot, checked with Node alone. What is said of it
 * here is what conformance/boot/run.ts sees of it for real: nothing is lost, a crash repeats, a
 * stop does not.
 */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { ackurate } from './fake-terminal.ts'

const project = 'examples/spring-boot'
const yaml = './src/main/resources/application.yml'
const listener = 'ackurate/listener.ts'

/** A copy without what Maven has made, and without our files. */
function copied(): string {
  const folder = folderWith({})
  for (const part of ['pom.xml', 'src']) {
    cpSync(join(project, part), join(folder, part), { recursive: true })
  }
  return folder
}

it('init writes the listener that is committed, and names the command', async () => {
  const folder = copied()
  const { code, out } = await ackurate(['init'], folder)
  expect(code).toBe(0)
  expect(out).toContain(`npx ackurate check ${yaml} --listener ./${listener}`)
  const written = readFileSync(join(folder, listener), 'utf8')
  expect(written).toBe(readFileSync(join(project, listener), 'utf8'))
})

it('the check: nothing is lost, a crash repeats, a stop does not', async () => {
  const folder = copied()
  await ackurate(['init'], folder)
  const words = `check ${yaml} --listener ./${listener} --faults none,crash,shutdown`
  const sizes = '--schedules 300 --no-delays --jobs 1'
  const { code, out } = await ackurate(`${words} ${sizes}`.split(' '), folder)
  expect(code).toBe(0)
  expect(out).toContain('spring-listener claims at-least-once. No claim is broken.')
  const broken = out.match(/^ {2}\S+ +under \w+/gm)?.map((line) => line.trim().replace(/ +/g, ' '))
  expect(broken).toEqual(['at-most-once under crash', 'exactly-once under crash'])
}, 120_000)
