import { bilingual } from '#words/locale.tsx'

export const eraseWords = bilingual(
  {
    erase: '删除个人信息',
    eraseDots: '删除个人信息…',
    notYet: '订单结束、售后了结之后，可按买家要求删除个人信息。',
    title: '删除买家的个人信息',
    hint: '应买家要求时使用。删除后任何人都无法恢复，包括管理员。',
    lost: '将被删除',
    lostItems: [
      '收件人的姓名、电话、地址（所有版本），以及按电话查找这一单的索引',
      '买家昵称、买家留言、卖家备注、旗标文字',
      '时间线和挂起、换仓、拦截、复核、质检中手写的说明，质检照片',
      '渠道推送的原始报文、物流轨迹文字、外发调用的请求与应答',
      '买家查单链接：全部失效',
    ],
    stays: '会保留',
    staysItems: ['订单号、商品、金额、省份、运单号、状态', '时间线：谁、何时、做了什么，以及这次删除的原因'],
    scope: '范围',
    scopeOrder: '只这一单',
    scopePhone: (count: number, open: number) =>
      open === 0 ? `同一手机号的全部 ${count} 单` : `同一手机号的 ${count} 单，其中 ${open} 单未结束，会跳过`,
    tooMany: (count: number) => `一次最多 ${count} 单；其余的，请从还没删的一单再做一次。`,
    reason: '原因',
    reasonHint: '至少 4 个字，会留在时间线上，请勿写个人信息，例如“买家 5 月 3 日来信要求”',
    typed: (characters: string) => `输入订单号的最后 4 位：${characters}`,
    erasedTitle: '买家的个人信息已删除',
    erasedHint: '姓名、电话、地址、留言和原始报文都已销毁，无法恢复。之后渠道再推送这一单，也不会留下个人信息。',
    noPrint: '个人信息已删除，这一单不能再打印。',
    noLinks: '个人信息已删除，查单链接已全部失效。',
    bodyErased: (bytes: string) => `应买家要求，这条报文的内容已删除（原有 ${bytes} 字节，校验值仍保留）。`,
  },
  {
    erase: 'Erase personal data',
    eraseDots: 'Erase personal data…',
    notYet: 'Once the order is over and no after-sale is open, the buyer’s personal data can be erased on request.',
    title: 'Erase the buyer’s personal data',
    hint: 'For when the buyer asks for it. Nobody can bring it back afterwards, not even an administrator.',
    lost: 'This is erased',
    lostItems: [
      'The receiver’s name, phone and address in every version, and what the order is found by phone with',
      'The buyer’s nickname and note, the seller’s memo, the words of the flag',
      'What people wrote on the timeline, with holds, changes of warehouse, interceptions, reviews and inspections; photos of inspections',
      'The channel’s messages as they came, the words of the tracking trace, requests and answers of outgoing calls',
      'The buyer’s tracking links: none opens any more',
    ],
    stays: 'This stays',
    staysItems: [
      'Order numbers, goods, amounts, province, waybills, statuses',
      'The timeline: who did what and when, and the reason of this erasure',
    ],
    scope: 'Which orders',
    scopeOrder: 'This order only',
    scopePhone: (count: number, open: number) =>
      open === 0
        ? `All ${count} orders with the same phone`
        : `The ${count} orders with the same phone; ${open} not over yet ${open === 1 ? 'is' : 'are'} left out`,
    tooMany: (count: number) => `At most ${count} at a time; for the others, begin again at one that is left.`,
    reason: 'Reason',
    reasonHint:
      'At least four characters; it stays on the timeline, so no personal data, e.g. “buyer’s letter of 3 May”',
    typed: (characters: string) => `Type the last 4 characters of the order’s id: ${characters}`,
    erasedTitle: 'The buyer’s personal data was erased',
    erasedHint:
      'Name, phone, address, notes and the messages as they came are destroyed and cannot be brought back. What the channel sends of this order later leaves no personal data either.',
    noPrint: 'The personal data was erased: this order can no longer be printed.',
    noLinks: 'The personal data was erased: no tracking link opens any more.',
    bodyErased: (bytes: string) =>
      `The content of this message was erased at the buyer’s request (it had ${bytes} bytes; its checksum is kept).`,
  },
)
