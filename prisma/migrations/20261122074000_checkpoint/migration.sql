-- AlterTable
ALTER TABLE "scan" ADD COLUMN "partial" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "taken_at" TIMESTAMPTZ(3),
ADD COLUMN "collected_by" TEXT,
ADD COLUMN "calls_so_far" JSONB;

-- AlterTable
ALTER TABLE "scan_unit" DROP COLUMN "checkpoint",
DROP COLUMN "lease_until";

-- CreateTable
CREATE TABLE "scan_checkpoint" (
    "scan" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "collector" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "last" BOOLEAN NOT NULL,
    "attempt" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "scan_checkpoint_pkey" PRIMARY KEY ("scan","region","collector","part")
);

-- AddForeignKey
ALTER TABLE "scan_checkpoint" ADD CONSTRAINT "scan_checkpoint_scan_fkey" FOREIGN KEY ("scan") REFERENCES "scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what is compressed already is stored as it is; scans of some regions were partial before this had a name.
ALTER TABLE "scan_checkpoint" ALTER COLUMN "data" SET STORAGE EXTERNAL;
UPDATE "scan" SET "partial" = true WHERE "settings" ? 'regions';
