-- DropIndex
DROP INDEX "finding_resource_id_idx";

-- By hand: lists of what has some words, an owner or a tag are counted without reading the findings themselves.
CREATE INDEX "finding_by_resource" ON "finding" ("resource_id")
  INCLUDE ("account", "region", "pillar", "check_id", "severity", "status", "usage", "triage", "first_seen", "rank")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
