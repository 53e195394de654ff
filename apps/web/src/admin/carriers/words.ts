import { bilingual } from '#words/locale.tsx'

export const carrierWords = bilingual(
  {
    title: '承运商编码',
    hint: '发货回写时各平台对每家承运商的称呼；默认来自平台公布的列表',
    platform: '渠道',
    columns: { carrier: '承运商', code: '平台编码', origin: '来源' },
    published: '平台公布',
    unpublished: '平台未公布',
    onlyPublished: '还没有人改过，用平台公布的编码',
    none: '没有编码',
    open: '操作',
    edit: '编辑',
    add: '添加承运商',
    close: '关闭',
    history: '历史',
    word: '承运商代码',
    wordHint: 'ERP 或文件里报告的写法，例如 YTO-INTL',
    code: '平台编码',
    codeHint: (published: string | null) =>
      published === null ? '留空表示该平台不接受这家承运商' : `平台公布：${published}。留空表示该平台不接受这家承运商`,
    name: '告知平台的名称',
    nameHint: '留空则使用承运商代码',
    reason: '修改原因',
    reasonHint: '会与您的姓名一起永久保留在历史中',
    saved: (released: number) => (released > 0 ? `已保存，${released} 个等待的发货回写已重新发送` : '已保存'),
  },
  {
    title: 'Carrier codes',
    hint: 'The code each channel expects for a carrier when a shipment is reported; by default the one the platform publishes',
    platform: 'Channel',
    columns: { carrier: 'Carrier', code: 'Code at the channel', origin: 'From' },
    published: 'published',
    unpublished: 'not published',
    onlyPublished: 'Never changed; the published code applies',
    none: 'No code',
    open: 'Actions',
    edit: 'Edit',
    add: 'Add a carrier',
    close: 'Close',
    history: 'History',
    word: 'Carrier',
    wordHint: 'As your ERP or file writes it, e.g. YTO-INTL',
    code: 'Code at the channel',
    codeHint: (published: string | null) =>
      published === null
        ? 'Leave empty if the channel does not take this carrier'
        : `Published: ${published}. Leave empty if the channel does not take this carrier`,
    name: 'Name sent to the channel',
    nameHint: 'Leave empty to send the carrier as written above',
    reason: 'Reason',
    reasonHint: 'Kept in the history for good, with your name',
    saved: (released: number) =>
      released > 0 ? `Saved; ${released} waiting shipment${released === 1 ? '' : 's'} sent again` : 'Saved',
  },
)
