-- By hand: what the other tabs of the findings list are narrowed by, in their index.
DROP INDEX "finding_by_resolved", "finding_excepted", "outcome_unknown", "outcome_registered";
CREATE INDEX "finding_by_resolved" ON "finding" ("resolved_at", "number")
  INCLUDE ("account", "region", "pillar", "check_id", "severity", "status", "usage", "triage", "resource_id", "first_seen")
  WHERE "state" = 'resolved';
CREATE INDEX "finding_excepted" ON "finding" ("rank", "first_seen", "number")
  INCLUDE ("account", "region", "pillar", "check_id", "severity", "status", "usage", "triage", "resource_id")
  WHERE "state" = 'open' AND "excepted";
CREATE INDEX "outcome_unknown" ON "outcome" ("severity", "fingerprint")
  INCLUDE ("account", "region", "pillar", "check_id", "usage", "counted_in", "resource_id") WHERE "status" = 'unknown';
CREATE INDEX "outcome_registered" ON "outcome" ("severity", "fingerprint")
  INCLUDE ("account", "region", "pillar", "check_id", "resource_id") WHERE "status" = 'fail' AND "usage" = 'registered';

-- By hand: hundreds of accounts and scans differ much in what they hold, and the planner is to know each of them.
ALTER TABLE "finding" ALTER COLUMN "account" SET STATISTICS 1000, ALTER COLUMN "check_id" SET STATISTICS 1000,
  ALTER COLUMN "opened_scan" SET STATISTICS 1000, ALTER COLUMN "reopened_scan" SET STATISTICS 1000,
  ALTER COLUMN "resolved_scan" SET STATISTICS 1000;
ALTER TABLE "outcome" ALTER COLUMN "account" SET STATISTICS 1000, ALTER COLUMN "check_id" SET STATISTICS 1000;
