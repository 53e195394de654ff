import { describe, expect, it } from 'vitest'
import { readDeliveryFilter, toDeliveriesInput, writeDeliveryFilter } from './filter-url.ts'

describe('the filter of outgoing calls in an address', () => {
  it('comes back as it was written', () => {
    const filter = { state: 'dead', kind: 'channel.ship', route: 'channel.ship:a&b', order: 'DB2026XK9F2N1L' } as const
    expect(readDeliveryFilter(new URLSearchParams(writeDeliveryFilter(filter)))).toEqual(filter)
  })

  it('leaves out what means nothing', () => {
    const filter = readDeliveryFilter(new URLSearchParams('state=lost&kind=pigeon&id=7'))
    expect(toDeliveriesInput(filter, 50)).toEqual({ limit: 50 })
  })
})
