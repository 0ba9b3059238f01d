/** Every option of a container is registered, says what it decides, and keeps to its own value. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { baseSteps } from '../../../src/strategies/spring-kafka/base-steps.ts'
import { containerOptions, stepsOf } from '../../../src/strategies/spring-kafka/options/all.ts'

const folder = join(import.meta.dirname, '../../../src/strategies/spring-kafka/options')
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

test('every file of options/ is registered, and every option has a file of its name', () => {
  const files = readdirSync(folder).filter((file) => file !== 'all.ts')
  expect(files).toEqual(containerOptions.map(({ name }) => `${kebab(name)}.ts`).sort())
})

test.each(containerOptions)('$name says in sentences what it decides', ({ summary }) => {
  expect(summary).toMatch(/^[A-Z].*\.$/)
})

test('a later option calls the steps of those before it', () => {
  const steps = stepsOf({ ackMode: 'COUNT_TIME' })
  expect(steps.processCommits).not.toBe(baseSteps.processCommits)
  expect(steps.listen).toBe(baseSteps.listen)
})
