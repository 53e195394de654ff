import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ZoneClock } from './zone-clock.ts'

it.each(['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'])(
  'tells the time of %s as the platform does, also where clocks change',
  (timeZone) => {
    const clock = new ZoneClock(timeZone)
    const platform = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (at) => {
        expect(clock.text(at)).toBe(platform.format(at))
      }),
    )
    const change = Date.parse('2026-03-08T07:00:00Z')
    for (const at of [change - 1000, change, change + 1000])
      expect(clock.text(new Date(at))).toBe(platform.format(new Date(at)))
  },
)
