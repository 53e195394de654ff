import { describe, expect, it } from 'vitest'
import { nextPage } from './next-page.ts'

describe('after signing in', () => {
  it('goes back to where the person was', () => {
    expect(nextPage('?next=%2Fadmin%2Fevents%2F%3Fstate%3Dfailed', 'ops')).toBe('/admin/events/?state=failed')
  })
  it.each([
    ...['', '?next=https://evil.example', '?next=//evil.example', '?next=/%5Cevil.example', '?next=/sign-in/'],
    ...['?next=/%09/evil.example', '?next=/%0A/evil.example', '?next=/%0D%5Cevil.example', '?next=%09//evil.example'],
    ...[
      '?next=/./%2Fevil.example',
      '?next=/%2E//evil.example',
      '?next=javascript:alert(1)',
      '?next=/x/..//evil.example',
    ],
  ])('goes to the orders, and to no other site, for %s', (search) => {
    expect(nextPage(search, 'ops')).toBe('/admin/orders/')
  })
  it('goes to the board for a supervisor', () => {
    expect(nextPage('', 'supervisor')).toBe('/board/')
  })
  it('goes to the device in the hand for the warehouse, unless it was elsewhere', () => {
    expect(nextPage('', 'warehouse')).toBe('/scan/')
    expect(nextPage('?next=%2Fadmin%2Forders%2F', 'warehouse')).toBe('/admin/orders/')
  })
})
