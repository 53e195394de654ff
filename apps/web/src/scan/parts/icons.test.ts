import * as lucide from 'lucide-react'
import { type ComponentType, createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import * as firstIcons from './first-icons.ts'

const laterIcons = import.meta.glob<Readonly<Record<string, ComponentType>>>('./icons/*.ts', { eager: true })
const OURS: Readonly<Record<string, ComponentType>> = Object.assign({}, firstIcons, ...Object.values(laterIcons))
const THEIRS = lucide as unknown as Readonly<Record<string, ComponentType>>

test.each(Object.keys(OURS))('%s looks as Lucide draws it', (name) => {
  const [ours, theirs] = [OURS[name], THEIRS[name]]
  if (!ours || !theirs) throw new Error(`${name} is no icon of Lucide`)
  const original = renderToStaticMarkup(createElement(theirs))
  expect(pathsOf(renderToStaticMarkup(createElement(ours)))).toBe(pathsOf(original))
})

/** Every shape of a drawing as one path. */
function pathsOf(markup: string): string {
  const shapes = [...markup.matchAll(/<(path|circle|rect)( [^>]*)>/g)]
  return shapes.map(([, tag = '', attributes = '']) => pathOf(tag, attributes)).join('')
}

function pathOf(tag: string, attributes: string): string {
  const text = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  const number = (name: string) => Number(text(name))
  if (tag === 'circle') return circle(number('cx'), number('cy'), number('r'))
  if (tag === 'path') return absolute(text('d'))
  const [width, height, r] = [number('width'), number('height'), number('rx')]
  const corner = (x: number, y: number) => (r ? `a${r} ${r} 0 0 1 ${x} ${y}` : '')
  const [across, down] = [width - 2 * r, height - 2 * r]
  return [
    `M${number('x') + r} ${number('y')}h${across}${corner(r, r)}v${down}${corner(-r, r)}`,
    `h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`,
  ].join('')
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`
}

/** A path begins where it says, not where the one before it ended; pairs after its first one are still relative. */
function absolute(path: string): string {
  return path.replace(/^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(?=[-\d.])/, 'M$1 $2l').replace(/^m/, 'M')
}
