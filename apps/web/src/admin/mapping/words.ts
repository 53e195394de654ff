import { bilingual } from '#words/locale.tsx'

export const mappingWords = bilingual(
  {
    title: '状态映射',
    hint: '各渠道的状态词对应到哪个标准状态。三条轴各有一张表',
    platform: '渠道',
    unmapped: '未映射的状态',
    unmappedHint: '这些词出现过，但还没有对应的标准状态；相关事件已保留，映射后按原时间生效',
    noUnmapped: '所有出现过的状态词都已映射',
    columns: {
      native: '渠道状态',
      standard: '标准状态',
      version: '版本',
      count: '次数',
      last: '最近出现',
      axis: '轴',
      platform: '渠道',
    },
    ignored: '不影响状态',
    empty: '这个渠道还没有状态表',
  },
  {
    title: 'Status map',
    hint: 'Which standard status each channel’s word stands for; one table for each of the three axes',
    platform: 'Channel',
    unmapped: 'Unmapped statuses',
    unmappedHint: 'Seen, but standing for nothing yet; their events are kept and take effect in their time once mapped',
    noUnmapped: 'Every word seen so far is mapped',
    columns: {
      native: 'Channel’s word',
      standard: 'Standard status',
      version: 'Version',
      count: 'Times',
      last: 'Last seen',
      axis: 'Axis',
      platform: 'Channel',
    },
    ignored: 'no effect',
    empty: 'This channel has no table yet',
  },
)
