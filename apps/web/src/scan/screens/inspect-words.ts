import { bilingual } from '#words/locale.tsx'

export const inspectWords = bilingual(
  {
    title: '退货质检',
    taken: '已收货，请质检',
    grade: '商品状况',
    note: '备注（可不填）',
    photos: '照片',
    addPhoto: '拍照',
    dropPhoto: '删除这张照片',
    photo: (n: number) => `照片 ${n}`,
    photoFailed: '照片没有存下：存储已满，或不是图片',
    save: '记录质检',
    choose: '先选商品状况',
    later: '稍后质检',
    kept: '照片先存本机，质检记录上传后自动上传',
  },
  {
    title: 'Inspect the return',
    taken: 'Taken in; now inspect it',
    grade: 'Condition',
    note: 'Note (may stay empty)',
    photos: 'Photos',
    addPhoto: 'Take a photo',
    dropPhoto: 'Remove this photo',
    photo: (n: number) => `Photo ${n}`,
    photoFailed: 'The photo was not kept: the storage is full, or it is no picture',
    save: 'Record the inspection',
    choose: 'Choose the condition first',
    later: 'Inspect later',
    kept: 'Photos are on this device until the inspection is sent, then they follow by themselves',
  },
)
