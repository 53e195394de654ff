'use client'

import { carrierLabel, type PrintSheet } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { useDrawnCode } from './use-drawn-code.ts'
import { printerWords } from './words.ts'

/** 100 × 150 mm. */
export function LabelPaper({ sheet, parcel }: { sheet: PrintSheet; parcel: PrintSheet['parcels'][number] | null }) {
  const t = useWords(printerWords)
  const label = useLabel()
  const carrier = parcel ? label(carrierLabel(parcel.carrier)) : t.noWaybill
  return (
    <article className="paper paper-label" aria-label={`${t.labelShort} ${parcel?.waybill ?? sheet.orderId}`}>
      <header>
        <strong className="paper-large">{carrier}</strong>
        <span>{sheet.warehouseName}</span>
      </header>
      <CodeImage kind="code128" text={parcel?.waybill ?? sheet.orderId} />
      <div className="paper-pair">
        <div>
          {sheet.receiver && (
            <p>
              <strong className="paper-large">
                {sheet.receiver.name} {sheet.receiver.phone}
              </strong>
              <br />
              {sheet.receiver.region}
            </p>
          )}
          <p>
            <strong>{sheet.orderId}</strong>
            <br />
            {sheet.shopName} {sheet.nativeNumber}
          </p>
          {sheet.sellerMemo && <p>{sheet.sellerMemo}</p>}
        </div>
        <CodeImage kind="qrcode" text={sheet.labelUrl} />
      </div>
      <Lines sheet={sheet} />
    </article>
  )
}

/** 76 mm wide, as long as it takes. */
export function SlipPaper({ sheet }: { sheet: PrintSheet }) {
  const t = useWords(printerWords)
  return (
    <article className="paper paper-slip" aria-label={`${t.slipShort} ${sheet.orderId}`}>
      <header>
        <strong className="paper-large">{t.slipShort}</strong>
        <span>{sheet.warehouseName}</span>
      </header>
      <div className="paper-pair">
        <p>
          {sheet.shopName}
          <br />
          {sheet.nativeNumber}
          <br />
          {sheet.receiver && `${sheet.receiver.name} ${sheet.receiver.phone}`}
        </p>
        <CodeImage kind="qrcode" text={sheet.slipUrl} />
      </div>
      <CodeImage kind="code128" text={sheet.orderId} />
      <Lines sheet={sheet} />
    </article>
  )
}

function Lines({ sheet }: { sheet: PrintSheet }) {
  const t = useWords(printerWords)
  return (
    <>
      <ul>
        {sheet.lines.map((line) => (
          <li key={line.lineNumber}>
            <span>
              {line.sku} {line.title}
            </span>
            <span>× {line.quantity}</span>
          </li>
        ))}
      </ul>
      <p>{t.total(sheet.lines.length, sheet.pieces)}</p>
    </>
  )
}

/** A barcode with its text below; of a link only the code. */
function CodeImage({ kind, text }: { kind: 'code128' | 'qrcode'; text: string }) {
  const address = useDrawnCode(kind, text)
  return (
    <figure className={kind === 'qrcode' ? 'paper-qr' : 'paper-bars'}>
      {address !== null && <img src={address} alt={text} />}
      {kind === 'code128' && <figcaption>{text}</figcaption>}
    </figure>
  )
}
