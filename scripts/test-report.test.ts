import { expect, test } from 'vitest'
import { sum, tallyOfCheck, tallyOfLastLine, tallyOfVitest } from './test-report.ts'

const file = (status: string, assertions: number) => ({ status, assertionResults: Array(assertions).fill({}) })

test('a good run counts its tests', () => {
  const report = { success: true, numPassedTests: 12, numFailedTests: 0, testResults: [file('passed', 12)] }
  expect(tallyOfVitest(report, 0)).toEqual({ passed: 12, failed: 0 })
})

test('a file that does not load is a failure although no test failed', () => {
  const report = { numPassedTests: 3, numFailedTests: 1, testResults: [file('failed', 2), file('failed', 0)] }
  expect(tallyOfVitest(report, 1)).toEqual({ passed: 3, failed: 2 })
})

test('a run without a report, or that fails after all tests passed, is a failure', () => {
  expect(tallyOfVitest(undefined, 1)).toEqual({ passed: 0, failed: 1 })
  expect(tallyOfVitest({ numPassedTests: 3 }, 1)).toEqual({ passed: 3, failed: 1 })
})

test('journeys are counted by their last line', () => {
  expect(tallyOfLastLine('ok a\n{"passed":4,"failed":1}\n', 1)).toEqual({ passed: 4, failed: 1 })
  expect(tallyOfLastLine('{"passed":4,"failed":0}', 1)).toEqual({ passed: 4, failed: 1 })
  expect(tallyOfLastLine('{"passed":4,"failed":0,"repeated":0}', 0)).toEqual({ passed: 4, failed: 0 })
  expect(tallyOfLastLine('{"passed":4,"failed":0,"repeated":1}', 0)).toEqual({ passed: 4, failed: 0, repeated: 1 })
  expect(tallyOfLastLine('crashed', 1)).toEqual({ passed: 0, failed: 1 })
})

test('tallies add up', () => {
  expect(sum([tallyOfCheck(0), tallyOfCheck(2), { passed: 5, failed: 0 }])).toEqual({ passed: 6, failed: 1 })
})
