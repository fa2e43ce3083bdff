-- CreateEnum
CREATE TYPE "attestation_state" AS ENUM ('pending', 'valid', 'declined', 'ended');

-- AlterTable
ALTER TABLE "outcome" ADD COLUMN     "attestation" INTEGER;

-- CreateTable
CREATE TABLE "attestation" (
    "id" SERIAL NOT NULL,
    "check_id" TEXT NOT NULL,
    "account" TEXT,
    "fingerprint" TEXT,
    "subject_name" TEXT,
    "yes" BOOLEAN NOT NULL,
    "statement" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "links" TEXT[],
    "state" "attestation_state" NOT NULL DEFAULT 'pending',
    "signed_by" TEXT NOT NULL,
    "signed_name" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" TEXT,
    "reviewed_name" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_note" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attested_subject" (
    "attestation" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "covers" TEXT[],

    CONSTRAINT "attested_subject_pkey" PRIMARY KEY ("attestation","fingerprint")
);

-- CreateTable
CREATE TABLE "attestation_file" (
    "id" SERIAL NOT NULL,
    "attestation" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "data" BYTEA,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attestation_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "attestation_check_id_state_idx" ON "attestation"("check_id", "state");

-- CreateIndex
CREATE INDEX "attestation_state_expires_at_idx" ON "attestation"("state", "expires_at");

-- CreateIndex
CREATE INDEX "attestation_account_idx" ON "attestation"("account");

-- CreateIndex
CREATE INDEX "attested_subject_account_idx" ON "attested_subject"("account");

-- CreateIndex
CREATE INDEX "attestation_file_attestation_idx" ON "attestation_file"("attestation");

-- AddForeignKey
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attested_subject" ADD CONSTRAINT "attested_subject_attestation_fkey" FOREIGN KEY ("attestation") REFERENCES "attestation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attested_subject" ADD CONSTRAINT "attested_subject_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attestation_file" ADD CONSTRAINT "attestation_file_attestation_fkey" FOREIGN KEY ("attestation") REFERENCES "attestation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: the few outcomes that rest on an answer, and those that ask for one.
CREATE INDEX "outcome_attested" ON "outcome" ("attestation") WHERE "attestation" IS NOT NULL;
CREATE INDEX "outcome_asking" ON "outcome" ("account", "check_id") WHERE "status" = 'manual';
