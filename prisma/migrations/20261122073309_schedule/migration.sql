-- CreateTable
CREATE TABLE "schedule" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "environment" TEXT,
    "accounts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "catch_up" BOOLEAN NOT NULL DEFAULT true,
    "spread_minutes" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_scan" (
    "schedule" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "scan" INTEGER,
    "note" TEXT,

    CONSTRAINT "scheduled_scan_pkey" PRIMARY KEY ("schedule","account","due_at")
);

-- CreateIndex
CREATE INDEX "scheduled_scan_account_idx" ON "scheduled_scan"("account");

-- AddForeignKey
ALTER TABLE "scheduled_scan" ADD CONSTRAINT "scheduled_scan_schedule_fkey" FOREIGN KEY ("schedule") REFERENCES "schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_scan" ADD CONSTRAINT "scheduled_scan_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
