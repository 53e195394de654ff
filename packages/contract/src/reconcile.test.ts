import { expect, it } from 'vitest'
import { PLATFORMS } from './platforms.ts'
import { ReconcileFilter } from './reconcile.ts'

it('lets finance export every channel they chose', () => {
  expect(ReconcileFilter.safeParse({ platform: PLATFORMS }).success).toBe(true)
})
