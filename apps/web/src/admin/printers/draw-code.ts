import { code128, drawingSVG, qrcode } from 'bwip-js/browser'

/** A barcode as an image address; loaded only where something is printed. */
export function drawCode(kind: 'code128' | 'qrcode', text: string): string {
  const options = { bcid: kind, text, scale: 2, ...(kind === 'qrcode' ? { eclevel: 'M' } : { height: 12 }) }
  const svg = kind === 'qrcode' ? qrcode<string>(options, drawingSVG()) : code128<string>(options, drawingSVG())
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
