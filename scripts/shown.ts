import { relative } from 'node:path'

/** A path as people read it: from here where it is below, else from the root. */
export function shown(path: string): string {
  const below = relative('', path)
  return below === '' || below.startsWith('..') ? path : below
}
