import { Fragment } from 'react'

/** A word of the wire, which breaks where its parts meet rather than within one. */
export function Code({ text }: { text: string }) {
  const parts = text.split(/(?<=[_.:/])/)
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in its order
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
