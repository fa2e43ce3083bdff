-- CreateEnum
CREATE TYPE "exception_kind" AS ENUM ('risk_accepted', 'false_positive', 'compensating_control');

-- CreateEnum
CREATE TYPE "exception_state" AS ENUM ('pending', 'active', 'expired', 'revoked', 'refused', 'lapsed');

-- CreateTable
CREATE TABLE "bulk_triage" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "count" INTEGER NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_triage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exception" (
    "id" SERIAL NOT NULL,
    "kind" "exception_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "finding" BIGINT,
    "account" TEXT,
    "tag_key" TEXT,
    "tag_value" TEXT,
    "severity" "severity" NOT NULL,
    "messages" TEXT[],
    "state" "exception_state" NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exception_cover" (
    "exception" INTEGER NOT NULL,
    "finding" BIGINT NOT NULL,
    "account" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "reasons" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "lapsed_at" TIMESTAMPTZ(3),

    CONSTRAINT "exception_cover_pkey" PRIMARY KEY ("exception","finding")
);

-- CreateIndex
CREATE INDEX "bulk_triage_actor_id_idx" ON "bulk_triage"("actor", "id");

-- CreateIndex
CREATE INDEX "exception_state_expires_at_idx" ON "exception"("state", "expires_at");

-- CreateIndex
CREATE INDEX "exception_finding_idx" ON "exception"("finding");

-- CreateIndex
CREATE INDEX "exception_account_idx" ON "exception"("account");

-- CreateIndex
CREATE INDEX "exception_cover_finding_idx" ON "exception_cover"("finding");

-- CreateIndex
CREATE INDEX "exception_cover_account_idx" ON "exception_cover"("account");

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_finding_fkey" FOREIGN KEY ("finding") REFERENCES "finding"("number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception_cover" ADD CONSTRAINT "exception_cover_exception_fkey" FOREIGN KEY ("exception") REFERENCES "exception"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception_cover" ADD CONSTRAINT "exception_cover_finding_fkey" FOREIGN KEY ("finding") REFERENCES "finding"("number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception_cover" ADD CONSTRAINT "exception_cover_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: a scope is one finding, an account, or a tag; it ends after it begins, and its end says when.
ALTER TABLE "exception" ADD CONSTRAINT "exception_scope" CHECK (
  ("tag_key" IS NULL) = ("tag_value" IS NULL) AND ("finding" IS NULL OR "tag_key" IS NULL)
  AND ("account" IS NOT NULL OR "tag_key" IS NOT NULL)
);
ALTER TABLE "exception" ADD CONSTRAINT "exception_dates" CHECK ("expires_at" > "requested_at");
ALTER TABLE "exception" ADD CONSTRAINT "exception_year" CHECK ("expires_at" <= "requested_at" + interval '365 days');
ALTER TABLE "exception" ADD CONSTRAINT "exception_second_person" CHECK ("approved_by" <> "requested_by");
ALTER TABLE "exception" ADD CONSTRAINT "exception_critical_approved" CHECK (
  "state" <> 'active' OR "severity" <> 'critical' OR "approved_by" IS NOT NULL
);
ALTER TABLE "exception" ADD CONSTRAINT "exception_ended_whole" CHECK (("state" IN ('pending', 'active')) = ("ended_at" IS NULL));
