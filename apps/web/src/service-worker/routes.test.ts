import { expect, test } from 'vitest'
import { isFloor, isForbidden, isLoadedLater, pageFileOf } from './routes.ts'

test.each([
  ['/scan/', true],
  ['/scan', true],
  ['/scan/order/', true],
  ['/board/', false],
  ['/scanner/', false],
  ['/admin/orders/', false],
  ['/t/abcdefghijklmnopqrstuv', false],
])('%s is a page of the floor: %s', (pathname, is) => {
  expect(isFloor(pathname)).toBe(is)
})

test.each(['/t/x', '/track/DB2026XK9F2N1L', '/erp/v1/orders', '/api/trpc/scans.submit', '/docs/', '/devices/v1/scans'])(
  '%s is never answered from the device',
  (pathname) => {
    expect(isForbidden(pathname)).toBe(true)
    expect(isFloor(pathname)).toBe(false)
  },
)

test('files with a hash in their name, and the decoder, are kept', () => {
  expect(isLoadedLater('/_next/static/chunks/1f2e.js')).toBe(true)
  expect(isLoadedLater('/camera/zxing_reader.wasm')).toBe(true)
  expect(isLoadedLater('/admin/index.txt')).toBe(false)
})

test.each([
  ['/scan', '/scan/index.html'],
  ['/scan/order/', '/scan/order/index.html'],
])('%s lies in %s', (pathname, file) => {
  expect(pageFileOf(pathname)).toBe(file)
})
