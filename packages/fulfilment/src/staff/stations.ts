import { mintedCode, type StationSaveInput, type StationView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { randomLetters } from '../runtime/random-letters.ts'

const BODY_LENGTH = 7

/** Every station, with who is clocked in there. */
export async function listStations(ctx: Context): Promise<readonly StationView[]> {
  return ctx.sql<StationView[]>`
    SELECT t.code, t.name, t.warehouse_id, w.name AS warehouse_name,
      ARRAY(SELECT p.name FROM shifts s JOIN staff p ON p.id = s.staff_id
            WHERE s.station_code = t.code AND s.out_at IS NULL ORDER BY s.in_at) AS people
    FROM stations t JOIN warehouses w ON w.id = t.warehouse_id ORDER BY w.code, t.name, t.code`
}

/** A new place to pack at; its code is printed and scanned to clock in. */
export async function saveStation(ctx: Context, input: StationSaveInput): Promise<StationView> {
  const code = mintedCode('station', randomLetters(BODY_LENGTH))
  const [made] = await ctx.sql<{ warehouseName: string }[]>`
    WITH w AS (SELECT id, name FROM warehouses WHERE id = ${input.warehouseId}),
      made AS (INSERT INTO stations (code, warehouse_id, name, created_at)
               SELECT ${code}, id, ${input.name}, ${ctx.now()} FROM w RETURNING code)
    SELECT w.name AS warehouse_name FROM w, made`
  if (!made) throw new Failure('WAREHOUSE_NOT_FOUND')
  return { code, ...input, warehouseName: made.warehouseName, people: [] }
}
