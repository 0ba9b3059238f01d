/**
 * `holds(consumer, property, options)` for every test runner.
 *
 * CommonJS, for that is what `require` and `import`, Jest and those that transform modules all take.
 * The search is made in a process of its own, so that a runner's module loader, fake timers and
 * globals have no part in it, and its time-outs work.
 */
'use strict'

const { fork } = require('node:child_process')
const { existsSync } = require('node:fs')
const { dirname, isAbsolute, join, resolve } = require('node:path')
const { fileURLToPath } = require('node:url')

const child = join(__dirname, '../dist/vitest/child.js')

/** Resolves if the property holds; rejects with the story of the schedule that breaks it. */
exports.holds = function holds(consumer, property, options = {}) {
  const file = pathOf(String(consumer), callerOf(new Error().stack ?? ''))
  return ask({ consumer: file, property, options }).then((problem) => {
    if (problem !== null) throw told(problem)
  })
}

/** A story needs no stack of this file. */
function told(problem) {
  const error = new Error(problem)
  error.stack = `Error: ${problem}`
  return error
}

/** The file of the test: the first in the stack that is not this one. */
function callerOf(stack) {
  for (const [, place] of stack.matchAll(/(?<=[\s(])((?:file:|\/|[A-Za-z]:\\)[^\n]*?):\d+:\d+/g)) {
    const file = place.startsWith('file:') ? fileURLToPath(place) : place
    if (file !== __filename) return file
  }
  return null
}

/** A relative path starts at the test's file, or at the working directory if it is there. */
function pathOf(consumer, caller) {
  if (consumer.startsWith('file:')) return fileURLToPath(consumer)
  if (isAbsolute(consumer) || !/[./\\]/.test(consumer)) return consumer
  const beside = caller === null ? '' : join(dirname(caller), consumer)
  return beside !== '' && existsSync(beside) ? beside : resolve(consumer)
}

function ask(request) {
  return new Promise((fulfil, reject) => {
    const asked = fork(child, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    asked.once('error', reject)
    asked.once('exit', (code, signal) => {
      reject(new Error(`the search ended with ${signal ?? `exit code ${code}`} and no answer`))
    })
    asked.once('message', ({ problem }) => fulfil(problem))
    asked.send(request)
  })
}
