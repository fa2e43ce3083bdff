-- By hand: open findings of one pillar in their order. Some pillars have none of the most urgent ones, all of which were read
-- before the first of them. The condition is that of every query on open findings (lib/data/findings).
CREATE INDEX "finding_by_pillar" ON "finding" ("pillar", "rank", "first_seen", "number")
  INCLUDE ("account", "region", "check_id", "severity", "status", "usage", "triage", "resource_id")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
