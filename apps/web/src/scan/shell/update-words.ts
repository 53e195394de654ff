import { bilingual } from '#words/locale.tsx'

export const updateWords = bilingual(
  { ready: '有新版本', held: '有新版本：全部上传后可更新', now: '更新' },
  {
    ready: 'A new version is ready',
    held: 'A new version is ready; it waits until every scan is sent',
    now: 'Update',
  },
)
