import { describe, expect, it } from 'vitest'
import { nextPage } from './next-page.ts'

describe('after signing in', () => {
  it('goes back to where the person was', () => {
    expect(nextPage('?next=%2Fadmin%2Fevents%2F%3Fstate%3Dfailed')).toBe('/admin/events/?state=failed')
  })
  it.each(['', '?next=https://evil.example', '?next=//evil.example', '?next=/%5Cevil.example', '?next=/sign-in/'])(
    'goes to the orders for %s',
    (search) => {
      expect(nextPage(search)).toBe('/admin/orders/')
    },
  )
})
