-- The files that people import are one credential under the lock like any other (what they could report so far, they still may).
CREATE UNIQUE INDEX "erps_files" ON "erps" ("kind") WHERE kind = 'file';--> statement-breakpoint
INSERT INTO "erps" ("id", "kind", "name", "grants", "may_hold", "created_at")
VALUES (gen_random_uuid(), 'file', '文件导入', '{part_shipped,shipped}', false, now());
