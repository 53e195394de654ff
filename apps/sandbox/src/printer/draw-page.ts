import { DOTS_PER_MM, type PrintElement, type PrintPage, TEXT_DOTS, textWidth } from '@baton/platforms/label-printer'
import bwip from 'bwip-js/node'

/** A printed page as SVG, its barcodes real: a scanner reads them from the screen. */
export function drawPage(page: PrintPage): string {
  const width = Math.max(1, page.paper.width) * DOTS_PER_MM
  const height = Math.max(1, page.paper.height) * DOTS_PER_MM
  const body = page.elements.map(drawElement).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width / 2}" height="${height / 2}">
<rect width="${width}" height="${height}" fill="#fff"/>
${body}
</svg>
`
}

function drawElement(element: PrintElement): string {
  switch (element.kind) {
    case 'text': {
      const size = TEXT_DOTS * element.scale
      const baseline = element.y + Math.round(size * 0.86)
      const length = textWidth(element.text, element.scale)
      const fit = length > 0 ? ` textLength="${length}" lengthAdjust="spacingAndGlyphs"` : ''
      return `<text x="${element.x}" y="${baseline}" font-family="monospace" font-size="${size}"${fit} xml:space="preserve">${escapeXml(element.text)}</text>`
    }
    case 'code128': {
      const bars = drawCode('code128', element.text, element)
      const words = `<text x="${element.x}" y="${element.y + element.height + 26}" font-family="monospace" font-size="24">${escapeXml(element.text)}</text>`
      return `${bars}${words}`
    }
    case 'qr':
      return drawCode('qrcode', element.text, element)
    case 'box': {
      const { x, y, thickness } = element
      const [width, height] = [Math.max(thickness, element.width), Math.max(thickness, element.height)]
      if (Math.min(width, height) <= thickness) return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`
      const half = thickness / 2
      return `<rect x="${x + half}" y="${y + half}" width="${width - thickness}" height="${height - thickness}" fill="none" stroke="#000" stroke-width="${thickness}"/>`
    }
  }
}

/** Narrowest bar in the drawing of the library. */
const UNITS = { code128: 1, qrcode: 2 } as const

function drawCode(
  bcid: keyof typeof UNITS,
  text: string,
  place: { x: number; y: number; module: number; height?: number },
): string {
  if (text === '') return ''
  const svg = bwip.toSVG({ bcid, text, scale: 1, ...(bcid === 'qrcode' && { eclevel: 'M' }) })
  const [, wide = '0', high = '0'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const width = (Number(wide) / UNITS[bcid]) * place.module
  const height = place.height ?? (Number(high) / UNITS[bcid]) * place.module
  const box = `x="${place.x}" y="${place.y}" width="${width}" height="${height}" preserveAspectRatio="none"`
  return svg.replace('<svg ', `<svg ${box} `)
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (one) => `&#${one.charCodeAt(0)};`)
}
