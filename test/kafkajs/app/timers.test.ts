import { beforeEach, expect, test } from 'vitest'
import { Timers } from '../../../src/kafkajs/app/timers.ts'

const never = Number.POSITIVE_INFINITY

let time = 0
let firstTimeout = never
let timers = new Timers({ now: () => time, firstTimeout: () => firstTimeout })
let fired: string[] = []

beforeEach(() => {
  time = 0
  firstTimeout = never
  timers = new Timers({ now: () => time, firstTimeout: () => firstTimeout })
  fired = []
})

const note = (name: string) => () => void fired.push(`${name} at ${time}`)

/** Everything that is due up to then happens, in order. */
function runUntil(end: number): readonly string[] {
  for (let due = timers.nextDue(); due <= end; due = timers.nextDue()) {
    time = Math.max(time, due)
    const callback = timers.take()
    timers.fireParked()
    callback()
  }
  time = end
  return fired.splice(0)
}

test.each([
  [0, 1],
  [-5, 1],
  [Number.NaN, 1],
  [0.7, 1],
  [2.9, 2],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 1],
  [never, 1],
])('a delay of %d ms is one of %d', (delay, due) => {
  timers.arm(note('x'), delay, false)
  expect(timers.nextDue()).toBe(due)
})

test('they fire by due time, and those of the same moment as they were armed', () => {
  timers.arm(note('c'), 20, false)
  timers.arm(note('a'), 10, false)
  timers.arm(note('b'), 10, false)
  expect(runUntil(100)).toEqual(['a at 10', 'b at 10', 'c at 20'])
  expect(timers.nextDue()).toBe(never)
})

test('an interval fires until it is disarmed, also by itself', () => {
  const handle = timers.arm(note('tick'), 10, true)
  expect(runUntil(35)).toEqual(['tick at 10', 'tick at 20', 'tick at 30'])
  timers.disarm(handle)
  let count = 0
  const own = timers.arm(() => ++count === 2 && timers.disarm(own), 10, true)
  runUntil(200)
  expect(count).toBe(2)
})

test('a timer that is overdue fires once, late; its interval goes on from there', () => {
  timers.arm(note('tick'), 10, true)
  timers.arm(note('once'), 15, false)
  time = 47
  expect(runUntil(60)).toEqual(['tick at 47', 'once at 47', 'tick at 57'])
})

test('handles can be refreshed, closed and disarmed twice; what is none is ignored', () => {
  const handle = timers.arm(note('x'), 10, false) as { refresh(): object; close(): object }
  time = 7
  expect(handle.refresh()).toBe(handle)
  expect(timers.nextDue()).toBe(17)
  expect(runUntil(17)).toEqual(['x at 17'])
  handle.refresh()
  handle.close()
  for (const none of [handle, undefined, null, 0, {}, 'x']) timers.disarm(none)
  expect(timers.nextDue()).toBe(never)
})

test('a parked timer of the client fires before the next thing that happens, not by itself', () => {
  timers.armOfClient(note('parked'), -1, false)
  expect(timers.nextDue()).toBe(never)
  timers.arm(note('x'), 10, false)
  expect(runUntil(10)).toEqual(['parked at 10', 'x at 10'])
  const handle = timers.armOfClient(note('parked'), -1, false)
  timers.disarm(handle)
  timers.fireParked()
  expect(fired).toEqual([])
})

test('what a parked timer parks again waits for the next event', () => {
  const again = () => {
    note('parked')()
    timers.armOfClient(again, -1, false)
  }
  again()
  timers.fireParked()
  expect(fired).toEqual(['parked at 0', 'parked at 0'])
})

test("the client's delays of 0 and more, or of none, are ordinary timers", () => {
  for (const delay of [0, 3, Number.NaN]) timers.armOfClient(note(String(delay)), delay, false)
  expect(runUntil(5)).toEqual(['0 at 1', 'NaN at 1', '3 at 3'])
})

test('a check for time-outs fires on its own grid, and only when one can be found', () => {
  timers.armOfClient(note('check'), 100, true)
  expect(timers.nextDue()).toBe(never)
  firstTimeout = 30_050
  expect(timers.nextDue()).toBe(30_100)
  firstTimeout = 30_100
  expect(timers.nextDue()).toBe(30_100)
  expect(runUntil(30_300)).toEqual(['check at 30100', 'check at 30200', 'check at 30300'])
  firstTimeout = never
  expect(timers.nextDue()).toBe(never)
  // A request that is out of date at once is found at the next look, not before.
  time = 30_350
  firstTimeout = 30_310
  expect(timers.nextDue()).toBe(30_400)
})

test("a user's own interval is no check for time-outs", () => {
  timers.arm(note('tick'), 100, true)
  expect(timers.nextDue()).toBe(100)
})

test('once the process is gone nothing fires and nothing can be armed', () => {
  timers.arm(note('x'), 10, false)
  timers.armOfClient(note('parked'), -1, false)
  timers.clear()
  timers.arm(note('y'), 10, true)
  timers.armOfClient(note('z'), -1, false)
  timers.fireParked()
  expect(timers.nextDue()).toBe(never)
  expect(fired).toEqual([])
  expect(() => timers.take()).toThrow('no timer is armed')
})
