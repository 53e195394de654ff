import { bilingual } from '#words/locale.tsx'

export const lookWords = bilingual(
  {
    leave: '退出',
    looking: '查询',
    lookingHint: '扫任何码，只看不记录',
    nothingFound: '没有找到',
    nothingFoundHint: '可能还没登记，或没有网络',
    trip: '装车码',
    station: '工位',
    item: '商品',
    packThis: '打包这一单',
    closed: '已交接',
    parcelLoaded: '已装车',
    parcelOpen: '未装车',
    labelOld: '旧面单作废',
  },
  {
    leave: 'Leave',
    looking: 'Look up',
    lookingHint: 'Scan anything; nothing is recorded',
    nothingFound: 'Nothing was found',
    nothingFoundHint: 'It may not be registered yet, or there is no network',
    trip: 'Loading code',
    station: 'Station',
    item: 'Item',
    packThis: 'Pack this order',
    closed: 'Handed over',
    parcelLoaded: 'Loaded',
    parcelOpen: 'Not loaded',
    labelOld: 'Label is void',
  },
)
