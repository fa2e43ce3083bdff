-- AlterTable
ALTER TABLE "finding" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'fail';

-- AlterTable
ALTER TABLE "score_snapshot" DROP COLUMN "coverage",
DROP COLUMN "score",
ADD COLUMN "result" JSONB NOT NULL DEFAULT '{}',
ALTER COLUMN "counts" DROP NOT NULL;

-- By hand: partial indexes, and no default where every row says what it is.
ALTER TABLE "score_snapshot" ALTER COLUMN "result" DROP DEFAULT;
CREATE INDEX "finding_by_resolved_scan" ON "finding" ("resolved_scan") WHERE "resolved_scan" IS NOT NULL;
CREATE INDEX "finding_counted_in" ON "finding" ("counted_in") WHERE "counted_in" IS NOT NULL;
