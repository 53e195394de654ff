import { Fragment } from 'react'

/** A word of the wire, which breaks where its parts meet rather than within one: after `_`, before a `Hump`. */
export function Code({ text }: { text: string }) {
  const parts = text.split(/(?<=[_.:/])|(?<=[a-z])(?=[A-Z])/)
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in its order
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
