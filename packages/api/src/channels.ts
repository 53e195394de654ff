import {
  AppIdInput,
  ChannelEnableInput,
  ChannelSaveInput,
  type ChannelView,
  type DriverView,
  PlatformId,
  type RefusalView,
  type StatusMapView,
  type UnmappedStatusView,
} from '@baton/contract'
import {
  enableChannel,
  listChannels,
  listDrivers,
  listRefusals,
  listStatusMap,
  listUnmapped,
  saveChannel,
} from '@baton/fulfilment/channels'
import { z } from 'zod'
import { allow, Nothing, router } from './procedure.ts'

export const channels = router({
  drivers: allow('channels.read')
    .input(Nothing)
    .query((): readonly DriverView[] => listDrivers()),
  list: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly ChannelView[]> => listChannels(ctx.baton)),
  save: allow('channels.manage')
    .input(ChannelSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveChannel(ctx.baton, input)),
  enable: allow('channels.manage')
    .input(ChannelEnableInput)
    .mutation(({ ctx, input }): Promise<void> => enableChannel(ctx.baton, input)),
  refusals: allow('channels.read')
    .input(AppIdInput)
    .query(({ ctx, input }): Promise<readonly RefusalView[]> => listRefusals(ctx.baton, input)),
  unmapped: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly UnmappedStatusView[]> => listUnmapped(ctx.baton)),
  statusMap: allow('channels.read')
    .input(z.strictObject({ platform: PlatformId }))
    .query(({ ctx, input }): Promise<readonly StatusMapView[]> => listStatusMap(ctx.baton, input)),
})
