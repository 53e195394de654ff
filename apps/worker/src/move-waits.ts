import { moveAlertWaits } from '@baton/fulfilment/alerts'
import { moveChannelWaits } from '@baton/fulfilment/channels'
import { moveDeliveryWaits } from '@baton/fulfilment/deliveries'
import { movePrintWaits } from '@baton/fulfilment/printing'
import { type ClockWatch, moveJobWaits } from '@baton/fulfilment/runtime'
import { moveStaffWaits } from '@baton/fulfilment/staff'

const ALL = [moveDeliveryWaits, moveChannelWaits, moveAlertWaits, moveStaffWaits, movePrintWaits, moveJobWaits]

/** Whatever waits by the clock follows it where it was set. What was promised for a moment stays promised for that moment. */
export const moveWaits: ConstructorParameters<typeof ClockWatch>[1] = async (tx, step) => {
  for (const move of ALL) await move(tx, step)
}
