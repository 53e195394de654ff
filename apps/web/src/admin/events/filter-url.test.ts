import { EventsListInput } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { NO_EVENT_FILTER, readEventFilter, reapplicable, toEventsInput, writeEventFilter } from './filter-url.ts'

const APP = '0198c1de-7a51-7c3e-9a0e-0d5d5d3c8a11'

describe('the event filter in the address', () => {
  it.each([NO_EVENT_FILTER, { app: APP, state: ['unmapped', 'failed'] as const, order: '6926 01&' }])(
    'comes back as it was written, and the contract accepts it',
    (filter) => {
      expect(readEventFilter(new URLSearchParams(writeEventFilter(filter)))).toEqual(filter)
      expect(EventsListInput.safeParse(toEventsInput(filter, 50)).success).toBe(true)
    },
  )
  it('leaves out what means nothing', () => {
    expect(readEventFilter(new URLSearchParams('app=1&state=moved'))).toEqual(NO_EVENT_FILTER)
  })
  it('lets only one troubled state of one app be applied again as a whole', () => {
    expect(reapplicable({ app: APP, state: ['failed'], order: '' })).toEqual({ appId: APP, state: 'failed' })
    expect(reapplicable({ app: APP, state: ['done'], order: '' })).toBeNull()
    expect(reapplicable({ app: null, state: ['failed'], order: '' })).toBeNull()
    expect(reapplicable({ app: APP, state: ['failed', 'waiting'], order: '' })).toBeNull()
    expect(reapplicable({ app: APP, state: ['failed'], order: '1' })).toBeNull()
  })
})
