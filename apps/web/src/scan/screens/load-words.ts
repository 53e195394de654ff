import { bilingual } from '#words/locale.tsx'

export const loadWords = bilingual(
  {
    leave: '退出',
    loading: '装车',
    loadHint: '扫每个包裹的面单',
    loadedHere: '本机已装',
    onServer: '服务器',
    lastLoaded: '刚装的',
    handOver: '交接',
    otherTrip: '再扫本车装车码也可交接',
  },
  {
    leave: 'Leave',
    loading: 'Loading',
    loadHint: 'Scan the waybill of each parcel',
    loadedHere: 'loaded here',
    onServer: 'Server',
    lastLoaded: 'Loaded last',
    handOver: 'Hand over',
    otherTrip: 'Scanning this loading code again hands over, too',
  },
)
