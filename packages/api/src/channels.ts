import {
  AppIdInput,
  type CarrierCodeView,
  CarrierSaveInput,
  CarrierSystem,
  type CarrierVersionView,
  CarrierWordInput,
  ChannelEnableInput,
  ChannelPauseInput,
  ChannelSaveInput,
  type ChannelView,
  type CsvImportResult,
  type DriverView,
  MappingCsvInput,
  type MappingPreview,
  MappingPreviewInput,
  type MappingSaved,
  MappingSaveInput,
  type MappingVersionView,
  MappingWordInput,
  PlatformId,
  type RefusalView,
  type StatusMapView,
  type UnmappedStatusView,
  WriteBackRateInput,
} from '@baton/contract'
import {
  enableChannel,
  exportMapping,
  importMapping,
  listCarrierCodes,
  listChannels,
  listDrivers,
  listRefusals,
  listStatusMap,
  listUnmapped,
  previewMapping,
  readCarrierHistory,
  readMappingHistory,
  saveCarrierCode,
  saveChannel,
  saveMapping,
  setWriteBackRate,
} from '@baton/fulfilment/channels'
import { setPaused } from '@baton/fulfilment/erp'
import { z } from 'zod'
import { allow, Nothing, router } from './procedure.ts'

export const channels = router({
  drivers: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): readonly DriverView[] => listDrivers(ctx.baton)),
  list: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly ChannelView[]> => listChannels(ctx.baton)),
  save: allow('channels.manage')
    .input(ChannelSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveChannel(ctx.baton, input)),
  enable: allow('channels.manage')
    .input(ChannelEnableInput)
    .mutation(({ ctx, input }): Promise<void> => enableChannel(ctx.baton, input)),
  pause: allow('channels.manage')
    .input(ChannelPauseInput)
    .mutation(({ ctx, input }) => setPaused(ctx.baton, { kind: 'channel', ...input })),
  setRate: allow('channels.manage')
    .input(WriteBackRateInput)
    .mutation(({ ctx, input }): Promise<void> => setWriteBackRate(ctx.baton, input)),
  refusals: allow('channels.read')
    .input(AppIdInput)
    .query(({ ctx, input }): Promise<readonly RefusalView[]> => listRefusals(ctx.baton, input)),
  unmapped: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly UnmappedStatusView[]> => listUnmapped(ctx.baton)),
  statusMap: allow('channels.read')
    .input(z.strictObject({ platform: PlatformId }))
    .query(({ ctx, input }): Promise<readonly StatusMapView[]> => listStatusMap(ctx.baton, input)),
  mappingHistory: allow('channels.read')
    .input(MappingWordInput)
    .query(({ ctx, input }): Promise<readonly MappingVersionView[]> => readMappingHistory(ctx.baton, input)),
  exportMapping: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): Promise<{ csv: string }> => exportMapping(ctx.baton)),
  previewMapping: allow('mapping.edit')
    .input(MappingPreviewInput)
    .query(({ ctx, input }): Promise<MappingPreview> => previewMapping(ctx.baton, input)),
  saveMapping: allow('mapping.edit')
    .input(MappingSaveInput)
    .mutation(({ ctx, input }): Promise<MappingSaved> => saveMapping(ctx.baton, input)),
  importMapping: allow('mapping.edit')
    .input(MappingCsvInput)
    .mutation(({ ctx, input }): Promise<CsvImportResult> => importMapping(ctx.baton, input)),
  carriers: allow('channels.read')
    .input(z.strictObject({ platform: CarrierSystem }))
    .query(({ ctx, input }): Promise<readonly CarrierCodeView[]> => listCarrierCodes(ctx.baton, input)),
  carrierHistory: allow('channels.read')
    .input(CarrierWordInput)
    .query(({ ctx, input }): Promise<readonly CarrierVersionView[]> => readCarrierHistory(ctx.baton, input)),
  saveCarrier: allow('mapping.edit')
    .input(CarrierSaveInput)
    .mutation(({ ctx, input }): Promise<{ version: number; released: number }> => saveCarrierCode(ctx.baton, input)),
})
