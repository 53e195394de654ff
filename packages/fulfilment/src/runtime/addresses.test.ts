import { expect, it } from 'vitest'
import { isPublicUrl } from './addresses.ts'

it.each([
  ['https://baton.example.com', true],
  ['https://baton.example.com:8443/', true],
  ['https://8.8.8.8', true],
  ['https://[2400:3200::1]', true],
  ['http://baton.example.com', false],
  ['https://localhost:3000', false],
  ['https://baton', false],
  ['https://192.168.1.20', false],
  ['https://[fd00::1]', false],
  ['https://baton.lan', false],
  ['https://baton.local.', false],
])('whether the internet may reach %s: %s', (url, expected) => {
  expect(isPublicUrl(url)).toBe(expected)
})
