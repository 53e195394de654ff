import {
  AudienceSaveInput,
  MessageChannelEnableInput,
  MessageChannelSaveInput,
  type MessageChannelSpec,
  MessageChannelTestInput,
  type MessageChannelView,
} from '@baton/contract'
import {
  enableMessageChannel,
  listMessageChannelSpecs,
  listMessageChannels,
  saveAudience,
  saveMessageChannel,
  testMessageChannel,
} from '@baton/fulfilment/alerts'
import { allow, Nothing, router } from './procedure.ts'

export const messageChannels = router({
  list: allow('alerts.manage')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly MessageChannelView[]> => listMessageChannels(ctx.baton)),
  specs: allow('alerts.manage')
    .input(Nothing)
    .query((): readonly MessageChannelSpec[] => listMessageChannelSpecs()),
  save: allow('alerts.manage')
    .input(MessageChannelSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveMessageChannel(ctx.baton, input)),
  enable: allow('alerts.manage')
    .input(MessageChannelEnableInput)
    .mutation(({ ctx, input }): Promise<void> => enableMessageChannel(ctx.baton, input)),
  saveAudience: allow('alerts.manage')
    .input(AudienceSaveInput)
    .mutation(({ ctx, input }): Promise<void> => saveAudience(ctx.baton, input)),
  test: allow('alerts.manage')
    .input(MessageChannelTestInput)
    .mutation(({ ctx, input }): Promise<{ deliveryId: string }> => testMessageChannel(ctx.baton, input)),
})
