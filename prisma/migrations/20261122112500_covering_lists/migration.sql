-- CreateIndex
CREATE INDEX "resource_owner_account_id_idx" ON "resource"("owner", "account", "id");

-- CreateIndex
CREATE INDEX "resource_tags_idx" ON "resource" USING GIN ("tags");

-- AddForeignKey
ALTER TABLE "tally_version" ADD CONSTRAINT "tally_version_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: the orders in which open findings are listed now hold what lists are filtered by, so that a page is found
-- without reading the findings that it does not show. The condition is that of every query on them (lib/data/findings).
DROP INDEX "finding_by_rank", "finding_by_account", "finding_by_check", "finding_by_first_seen", "finding_by_name";
CREATE INDEX "finding_by_rank" ON "finding" ("rank", "first_seen", "number")
  INCLUDE ("account", "region", "pillar", "check_id", "severity", "status", "usage", "triage", "resource_id")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_account" ON "finding" ("account", "rank", "first_seen", "number")
  INCLUDE ("region", "pillar", "check_id", "severity", "status", "usage", "triage", "resource_id")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_check" ON "finding" ("check_id", "rank", "first_seen", "number")
  INCLUDE ("account", "region", "pillar", "severity", "status", "usage", "triage", "resource_id")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_first_seen" ON "finding" ("first_seen", "number")
  INCLUDE ("account", "region", "pillar", "check_id", "severity", "status", "usage", "triage", "resource_id", "rank")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_name" ON "finding" ("subject_name", "number")
  INCLUDE ("account", "region", "pillar", "check_id", "severity", "status", "usage", "triage", "resource_id", "rank",
    "first_seen")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
