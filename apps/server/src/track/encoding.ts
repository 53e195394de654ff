/** How the bytes of a page are sent, the smallest first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** The smallest form that a browser says it reads. */
export function encodingOf(accepted: string | undefined): Encoding {
  const read = (accepted ?? '')
    .split(',')
    .map((one) =>
      one
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ''))
    .map(([name]) => name)
  return ENCODINGS.find((one) => read.includes(one)) ?? 'identity'
}
