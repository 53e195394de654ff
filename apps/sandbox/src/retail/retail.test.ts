import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sliceData } from '../sandbox.fixture.ts'
import { DAY_MS, foldDays } from './fold-days.ts'
import { LONGEST_BASKET, readRetailRows } from './read-retail.ts'

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const read = (...rows: string[]) => readRetailRows(Readable.from([[HEADER, ...rows].join('\n')]))

test('rows of an invoice become one basket, in yuan, without postage and adjustments', async () => {
  const data = await read(
    '536365,85123A,"HEART, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
    '536365,85123A,"HEART, WHITE",2,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
    '536365,POST,POSTAGE,1,2010-12-01 08:26:00,18,17850.0,United Kingdom',
    'A563185,12345,BAD DEBT,1,2010-12-01 08:30:00,11062.06,,United Kingdom',
    'broken row',
  )
  expect(data.invoices).toHaveLength(1)
  expect(data.invoices[0]).toMatchObject({
    number: '536365',
    customer: '17850',
    day: '2010-12-01',
    timeOfDay: 30_360_000,
  })
  expect(data.invoices[0]?.lines).toEqual([
    { code: '85123A', description: 'HEART, WHITE', quantity: 8, priceFen: 2295 },
  ])
})

test("a cancellation belongs to the customer's latest earlier invoice with that item", async () => {
  const line = (number: string, at: string, quantity: number) =>
    `${number},22423,CAKESTAND,${quantity},2011-10-0${at},10,13000.0,United Kingdom`
  const data = await read(
    line('1', '1 09:00', 2),
    line('2', '2 09:00', 2),
    line('C3', '2 11:00', -2),
    line('4', '3 09:00', 2),
    line('C5', '3 10:00', -9),
  )
  const cancelled = data.invoices.filter((invoice) => invoice.cancellation !== null)
  expect(cancelled.map((invoice) => invoice.number)).toEqual(['2'])
  expect(cancelled[0]?.cancellation).toEqual({ afterMs: 7_200_000, amountFen: 18_000, wholeInvoice: true })
})

test('the shipped slice is what its attribution says', async () => {
  const data = await sliceData()
  expect(data.invoices).toHaveLength(8618)
  expect(data.days).toHaveLength(138)
  expect(data.cancellations).toBeGreaterThan(400)
  expect(Math.max(...data.invoices.map((invoice) => invoice.lines.length))).toBe(LONGEST_BASKET)
})

test.each([1, 200, 8000, 24_000])('folding gives a day of exactly %i orders', async (volume) => {
  const day = foldDays(await sliceData(), { seed: 1, dayIndex: 20_000, volume })
  expect(day.offsets).toHaveLength(volume)
  expect(day.offsets.toSorted()).toEqual(day.offsets)
  expect(day.offsets.at(-1)).toBeLessThan(DAY_MS)
})

test('the same seed folds the same day, another day another one', async () => {
  const data = await sliceData()
  const day = foldDays(data, { seed: 1, dayIndex: 5, volume: 500 })
  expect(foldDays(data, { seed: 1, dayIndex: 5, volume: 500 })).toEqual(day)
  expect(foldDays(data, { seed: 1, dayIndex: 6, volume: 500 }).invoices).not.toEqual(day.invoices)
})

test('every hour of the folded day has orders', async () => {
  const day = foldDays(await sliceData(), { seed: 1, dayIndex: 5, volume: 8000 })
  const hours = new Set(Array.from(day.offsets, (offset) => Math.floor(offset / 3_600_000)))
  expect(hours.size).toBe(24)
})
