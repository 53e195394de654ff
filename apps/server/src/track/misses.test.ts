import { expect, test } from 'vitest'
import { Misses, networkOf } from './misses.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:a:b:c:d', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1:2:3', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('some wrong ids are nobody’s fault; after many a whole home waits, and nobody else', async () => {
  const misses = new Misses()
  const guess = (address: string) => misses.count(address)
  for (let count = 1; count < 20; count += 1) await guess(`2001:db8:1:2::${count}`)
  expect(await misses.secondsToWait('2001:db8:1:2::1')).toBe(0)
  await guess('2001:db8:1:2::ffff')
  expect(await misses.secondsToWait('2001:db8:1:2:3:4:5:6')).toBeGreaterThan(590)
  expect(await misses.secondsToWait('2001:db8:1:3::1')).toBe(0)
  expect(await misses.secondsToWait('192.0.2.7')).toBe(0)
})
