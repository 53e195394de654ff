import { bilingual } from '#words/locale.tsx'
import type { CameraWork } from './use-camera.ts'

type Failures = Record<NonNullable<CameraWork['failure']>, string>

export const cameraWords = bilingual(
  {
    title: '摄像头扫码',
    close: '关闭',
    torch: '手电筒',
    zoom: '放大',
    continuous: '连续扫',
    opening: '正在打开摄像头…',
    aim: '把条码对准画面',
    several: '画面里有多个码，选一个',
    none: '都不是',
    failures: {
      insecure: '网页不是 HTTPS，不能用摄像头。请用安全地址打开，或用扫描键。',
      denied: '没有摄像头权限。在浏览器的网站设置里允许后再试。',
      missing: '没有找到摄像头。',
      busy: '摄像头被其他应用占用，关掉它再试。',
      decoder: '识码程序没有下载成功，联网后再试。',
    } satisfies Failures,
  },
  {
    title: 'Scan by camera',
    close: 'Close',
    torch: 'Light',
    zoom: 'Zoom',
    continuous: 'Keep scanning',
    opening: 'Opening the camera…',
    aim: 'Point it at the code',
    several: 'Several codes in view: choose one',
    none: 'None of these',
    failures: {
      insecure: 'The page is not on HTTPS, so it may not use the camera. Open its secure address, or use the scan key.',
      denied: 'The camera is not allowed. Allow it in the browser’s site settings, then try again.',
      missing: 'No camera was found.',
      busy: 'Another app is using the camera. Close it, then try again.',
      decoder: 'The decoder could not be loaded. Try again with a network.',
    } satisfies Failures,
  },
)
