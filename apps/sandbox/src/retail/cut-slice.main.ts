import { createReadStream, writeFileSync } from 'node:fs'
import { createGunzip, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse'
import { catalogueItem } from '../products.ts'

/** Cuts the shipped slice: `node cut-slice.main.ts <online-retail.csv.gz> <slice.csv.gz>`. */
const FIRST_DAY = '2011-07-01'
const [, , from = '', to = ''] = process.argv
const rows = createReadStream(from)
  .pipe(createGunzip())
  .pipe(parse({ columns: true }))
const kept = ['InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID']
for await (const row of rows as AsyncIterable<Record<string, string>>) {
  const { InvoiceNo = '', StockCode = '', Quantity, InvoiceDate = '', UnitPrice, CustomerID = '' } = row
  if (InvoiceDate < FIRST_DAY || InvoiceNo.startsWith('A') || !catalogueItem(StockCode)) continue
  kept.push(
    [InvoiceNo, StockCode, Quantity, InvoiceDate.slice(0, 16), UnitPrice, CustomerID.replace(/\.0$/, '')].join(),
  )
}
writeFileSync(to, gzipSync(`${kept.join('\n')}\n`, { level: 9 }))
console.log(`${kept.length - 1} lines`)
