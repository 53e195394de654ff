import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkScript, SCRIPT_MISTAKES } from './check-script.ts'
import { guessLanguage, SCRIPT_LANGUAGES, type ScriptLanguage } from './languages.ts'

/** Each line with a mistake ends with what it is, in a comment. */
const WRONG: Record<ScriptLanguage, string> = {
  sql: `
-- nightly, 02:15; WHERE status = 'to_ship' is what is missing
CREATE EVENT push ON SCHEDULE EVERY 1 MINUTE DO CALL push(); -- polling
UPDATE erp_orders o JOIN deliveries d ON d.order_no = o.no
  SET o.order_status = '待发货' WHERE o.shop = 'S1; S2'; -- 4 overwrite
UPDATE orders SET status = 'to_ship'; -- overwrite
INSERT INTO orders (no, status) VALUES ('A-1', 'to_ship') ON DUPLICATE KEY UPDATE status = VALUES(status); -- overwrite
MERGE INTO orders t USING src s ON (t.no = s.no) WHEN MATCHED THEN UPDATE SET t.state = s.state; -- overwrite
REPLACE INTO orders (no, status) SELECT no, status FROM src; -- overwrite
INSERT INTO erp_inbox.writes (key, order_number, status) SELECT gen_random_uuid(), no, 'packing' FROM src; -- overwrite no_idempotency
INSERT INTO erp_inbox.writes (order_number, status) VALUES ('A-1', 'packing'); -- no_idempotency
SELECT * FROM orders WHERE updated_at > now() - interval '1 day'; -- clock_cursor
SELECT * FROM orders WHERE gmt_modified >= :last_run; -- clock_cursor
`,
  javascript: `
setInterval(sync, 60_000); // polling
const changed = await db.query("SELECT * FROM orders WHERE updated_at >= ?", [lastRun]); // clock_cursor
await db.query('UPDATE orders SET status = "to_ship" WHERE shop = ' + shop); // overwrite
await prisma.order.updateMany({ data: { status: 'to_ship' } }); // overwrite
await fetch(url + '/api/orders?updated_after=' + new Date(Date.now() - 3600_000).toISOString()); // clock_cursor
await fetch(BATON + '/erp/v1/writes', { method: 'POST', body }); // overwrite no_idempotency
`,
  python: `
def sync():
    rows = db.execute("SELECT no FROM orders WHERE update_time > %s" % last_run)
    Order.objects.update(status="to_ship")  # overwrite
    cursor_free = requests.get(api, params={"modified_since": datetime.now() - timedelta(hours=1)})
    db.execute("""
        UPDATE orders
        SET status = 'to_ship'
    """)
    requests.post(base + "/erp/v1/writes", json=body, headers={"Idempotency-Key": str(uuid4())})  # overwrite no_idempotency
while True:
    sync()
    time.sleep(60)  # polling
`,
  php: `<?php
while (true) {
  $rows = $pdo->query("SELECT * FROM orders WHERE updated_at > '" . date('Y-m-d H:i:s', strtotime('-1 hour')) . "'"); // clock_cursor
  $pdo->exec("UPDATE orders SET status = 'to_ship' WHERE shop_id = " . $shop); // overwrite
  DB::table('orders')->update(['status' => 'to_ship']); // overwrite
  $client->post($base . '/erp/v1/writes', ['json' => $body]); // overwrite no_idempotency
  sleep(60); // polling
}
`,
  java: `
public class Sync {
  @Scheduled(fixedRate = 60000) public void run() { // polling
    jdbc.query("SELECT * FROM orders WHERE modified_time > ?", Timestamp.from(Instant.now().minus(1, HOURS))); // clock_cursor
    jdbc.update("UPDATE orders SET status = 'to_ship' " + "WHERE shop = ?", shop); // overwrite
    HttpRequest.newBuilder(URI.create(base + "/erp/v1/writes")).header("Idempotency-Key", UUID.randomUUID().toString()).POST(body).build(); // overwrite no_idempotency
  }
}
`,
}

const RIGHT: Record<ScriptLanguage, string> = {
  sql: `
UPDATE orders SET status = 'packing' WHERE no = 'A-1' AND status = 'to_ship';
UPDATE orders SET remark = 'called' WHERE no = 'A-1';
MERGE INTO orders t USING src s ON (t.no = s.no) WHEN MATCHED AND t.state = 'to_ship' THEN UPDATE SET t.state = s.state;
INSERT INTO erp_inbox.writes (key, order_number, status, expected_seq)
  SELECT 'packing:' || id || ':' || seq, id, 'packing', seq FROM erp_inbox.orders WHERE state = 'to_ship';
/* UPDATE orders SET status = 'to_ship' */
SELECT * FROM orders WHERE id > :last_id;
`,
  javascript: `
// setInterval(sync, 1000)
await db.query(
  "UPDATE orders SET status = 'packing' " +
  "WHERE no = ? AND status = 'to_ship'", [no])
const key = \`shipped:\${number}:\${waybill}\`
const page = await get('/erp/v1/orders?cursor=' + cursor)
for (const order of page.orders) if (order.state === 'to_ship') await fetch(BATON + '/erp/v1/writes', { method: 'POST', headers: { 'idempotency-key': key } })
`,
  python: `
# UPDATE orders SET status = 'to_ship'
db.execute("UPDATE orders SET status = 'packing' "
           "WHERE no = %s AND status = 'to_ship'", no)
Order.objects.filter(status="to_ship").update(status="packing")
key = f"shipped:{number}:{waybill}"
requests.post(base + "/erp/v1/writes", json={"expectedSeq": order["seq"]}, headers={"Idempotency-Key": key})
while more:
    page = get("/erp/v1/orders?cursor=" + cursor)
    time.sleep(1)
`,
  php: `<?php
# $pdo->exec("UPDATE orders SET status = 'to_ship'");
$pdo->exec("UPDATE orders SET status = 'packing' WHERE no = " . $no . " AND status = 'to_ship'");
DB::table('orders')->where('status', 'to_ship')->update(['status' => 'packing']);
$key = 'shipped:' . $number . ':' . $waybill;
if ($order['state'] === 'to_ship') $client->post($base . '/erp/v1/writes', ['headers' => ['Idempotency-Key' => $key]]);
`,
  java: `
public class Sync {
  // jdbc.update("UPDATE orders SET status = 'to_ship'");
  public void run(String key) {
    jdbc.update("UPDATE orders SET status = 'packing' " + "WHERE no = ? AND status = 'to_ship'", no);
    if (order.getState().equals("to_ship")) send(HttpRequest.newBuilder(URI.create(base + "/erp/v1/writes")).header("Idempotency-Key", key).POST(body).build());
    read(base + "/erp/v1/orders?cursor=" + cursor);
  }
}
`,
}

/** What the comments say, where they do; a number there is the line meant. */
function toldBy(script: string): readonly string[] {
  return script.split('\n').flatMap((line, at) => {
    const [, told = ''] =
      /(?:--|\/\/|#)\s+((?:\d+ )?(?:(?:overwrite|no_idempotency|polling|clock_cursor)\s*)+)$/.exec(line) ?? []
    const words = told.trim().split(' ').filter(Boolean)
    const number = Number(words[0])
    const mistakes = Number.isNaN(number) ? words : words.slice(1)
    return mistakes.map((mistake) => `${Number.isNaN(number) ? at + 1 : number} ${mistake}`)
  })
}

const found = (script: string, language: ScriptLanguage) =>
  checkScript(script, language).map(({ line, mistake }) => `${line} ${mistake}`)

describe('a sync script', () => {
  it.each(SCRIPT_LANGUAGES.filter((one) => one !== 'python'))(
    'in %s is told each of its mistakes by its line',
    (language) => {
      expect(found(WRONG[language], language).sort()).toEqual([...toldBy(WRONG[language])].sort())
    },
  )

  it('in python is told each of its mistakes by its line', () => {
    expect(found(WRONG.python, 'python')).toEqual([
      '3 clock_cursor',
      '4 overwrite',
      '5 clock_cursor',
      '6 overwrite',
      '10 overwrite',
      '10 no_idempotency',
      '13 polling',
    ])
  })

  it.each(SCRIPT_LANGUAGES)('in %s that does none of it hears nothing', (language) => {
    expect(checkScript(RIGHT[language], language)).toEqual([])
  })

  it.each(SCRIPT_LANGUAGES)('in %s has every mistake somewhere among these', (language) => {
    expect(new Set(checkScript(WRONG[language], language).map((one) => one.mistake))).toEqual(new Set(SCRIPT_MISTAKES))
  })

  it.each(SCRIPT_LANGUAGES)('in %s is known as that', (language) => {
    expect([guessLanguage(WRONG[language]), guessLanguage(RIGHT[language])]).toEqual([language, language])
  })

  it('of the guide makes none', () => {
    const example = fileURLToPath(new URL('../../../../../../docs/examples/erp.mjs', import.meta.url))
    expect(checkScript(readFileSync(example, 'utf8'), 'javascript')).toEqual([])
  })

  it('may be anything', () => {
    for (const text of ['', "'", '"""', '/*', ';;;', 'UPDATE', '((((', '你好'])
      for (const language of SCRIPT_LANGUAGES) expect(checkScript(text, language)).toEqual([])
  })
})
