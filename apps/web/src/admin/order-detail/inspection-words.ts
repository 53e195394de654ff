import { bilingual } from '#words/locale.tsx'

export const inspectionWords = bilingual(
  {
    title: '退货质检',
    enlarge: (n: number) => `放大质检照片 ${n}`,
    photo: (n: number, of: number) => `质检照片 ${n} / ${of}`,
    shows: (n: number, grade: string) => `第 ${n} 张：商品${grade}`,
    before: '上一张',
    next: '下一张',
    missing: (n: number) => `另有 ${n} 张照片：还在设备上、没有传成，或已过保存期`,
  },
  {
    title: 'Return inspection',
    enlarge: (n: number) => `Enlarge inspection photo ${n}`,
    photo: (n: number, of: number) => `Inspection photo ${n} of ${of}`,
    shows: (n: number, grade: string) => `Photo ${n} of the returned goods: ${grade}`,
    before: 'Previous photo',
    next: 'Next photo',
    missing: (n: number) =>
      `${n} more ${n === 1 ? 'photo' : 'photos'}: still on the device, not received, or past the time photos are kept`,
  },
)
