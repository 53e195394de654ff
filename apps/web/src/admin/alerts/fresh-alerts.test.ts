import { expect, it } from 'vitest'
import { freshAlerts } from './fresh-alerts.ts'

const alert = (id: string, acknowledgedAt: string | null = null) => ({ id, acknowledgedAt })
const ids = (alerts: readonly { id: string }[]) => alerts.map(({ id }) => id)

it('are those that were raised since, also one that is told of late', () => {
  expect(ids(freshAlerts([alert('12'), alert('11'), alert('9')], ['11', '9']))).toEqual(['12'])
  expect(ids(freshAlerts([alert('11'), alert('10'), alert('9')], ['11', '9']))).toEqual(['10'])
  expect(ids(freshAlerts([alert('3')], []))).toEqual(['3'])
})

it('are none that somebody has, and no old one that came into sight as another was closed', () => {
  expect(freshAlerts([alert('12', '2026-12-01T00:00:00Z')], ['11'])).toEqual([])
  expect(freshAlerts([alert('100'), alert('8')], ['100', '99'])).toEqual([])
})
