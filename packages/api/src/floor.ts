import {
  type FloorFound,
  FloorLookInput,
  type FloorPacks,
  type FloorPrinter,
  type FloorStops,
  type FloorTasks,
  type HandOverList,
  type ItemCodes,
  ItemCodesInput,
  PrintHandOverInput,
  PrintInput,
  PrintJobIdInput,
  type PrintOutcome,
  TripOpenInput,
  type TripView,
} from '@baton/contract'
import { listWarehouses } from '@baton/fulfilment/catalogue'
import { listFloorPrinters, printHandOver, printOrder, readOutcome } from '@baton/fulfilment/printing'
import {
  listItemCodes,
  listPacks,
  listStops,
  listTasks,
  listTrips,
  lookUp,
  openTrip,
  readHandOver,
} from '@baton/fulfilment/scans'
import { allow, Nothing, onDevice, router } from './procedure.ts'

export const floor = router({
  look: onDevice
    .input(FloorLookInput)
    .query(({ ctx, input }): Promise<FloorFound> => lookUp(ctx.baton, ctx.device, input)),
  tasks: onDevice.input(Nothing).query(({ ctx }): Promise<FloorTasks> => listTasks(ctx.baton, ctx.device)),
  stops: onDevice.input(Nothing).query(({ ctx }): Promise<FloorStops> => listStops(ctx.baton, ctx.device)),
  packs: onDevice.input(Nothing).query(({ ctx }): Promise<FloorPacks> => listPacks(ctx.baton, ctx.device)),
  itemCodes: onDevice
    .input(ItemCodesInput)
    .query(({ ctx, input }): Promise<ItemCodes> => listItemCodes(ctx.baton, input)),
  trips: onDevice.input(Nothing).query(({ ctx }): Promise<readonly TripView[]> => listTrips(ctx.baton, ctx.device)),
  openTrip: onDevice
    .input(TripOpenInput)
    .mutation(({ ctx, input }): Promise<TripView> => openTrip(ctx.baton, ctx.device, input)),
  handOverList: onDevice
    .input(FloorLookInput)
    .query(({ ctx, input }): Promise<HandOverList> => readHandOver(ctx.baton, ctx.device, input)),
  /** Printers of the device's warehouse, each with its trouble: for a print, and as the reason of a delay. */
  printers: onDevice
    .input(Nothing)
    .query(({ ctx }): Promise<readonly FloorPrinter[]> => listFloorPrinters(ctx.baton, ctx.device)),
  print: onDevice
    .input(PrintInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printOrder(ctx.baton, input, ctx.device)),
  printHandOver: onDevice
    .input(PrintHandOverInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printHandOver(ctx.baton, ctx.device, input)),
  printJob: onDevice
    .input(PrintJobIdInput)
    .query(({ ctx, input }): Promise<PrintOutcome> => readOutcome(ctx.baton, ctx.device, input)),
  /** Where a browser may become a device. */
  warehouses: allow('scans.write')
    .input(Nothing)
    .query(async ({ ctx }): Promise<readonly { id: string; name: string }[]> => {
      const all = await listWarehouses(ctx.baton)
      return all.filter((one) => one.enabled).map(({ id, name }) => ({ id, name }))
    }),
})
