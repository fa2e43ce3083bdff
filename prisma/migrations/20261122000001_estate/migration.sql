-- People, accounts, scans, outcomes and findings. Written by `npm run migration:create`, then completed by hand below and where marked "by hand".

-- By hand: search looks for parts of words.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "account_kind" AS ENUM ('role', 'server-credentials');

-- CreateEnum
CREATE TYPE "scan_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('critical', 'high', 'medium', 'low', 'info');

-- CreateEnum
CREATE TYPE "outcome_status" AS ENUM ('fail', 'unknown', 'manual', 'pass', 'not_applicable');

-- CreateEnum
CREATE TYPE "usage" AS ENUM ('running', 'desired', 'scheduled', 'registered');

-- CreateEnum
CREATE TYPE "finding_state" AS ENUM ('open', 'resolved');

-- CreateEnum
CREATE TYPE "resolved_reason" AS ENUM ('fixed', 'deleted', 'no_longer_in_use', 'not_applicable');

-- CreateEnum
CREATE TYPE "triage" AS ENUM ('new', 'in_progress', 'done');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "role" TEXT DEFAULT 'viewer',
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "limited" BOOLEAN NOT NULL DEFAULT false,
    "accounts" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,
    "impersonated_by" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "limited" BOOLEAN NOT NULL DEFAULT false,
    "accounts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "auth_secret" TEXT NOT NULL,
    "digest_key" TEXT NOT NULL,
    "setup_token_hash" TEXT,
    "setup_token_expires" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "account" TEXT,
    "before" JSONB,
    "after" JSONB,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "aws_account" (
    "id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "partition" TEXT NOT NULL DEFAULT 'aws',
    "kind" "account_kind" NOT NULL,
    "role_arn" TEXT,
    "external_id" TEXT,
    "regions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "default_tags" JSONB NOT NULL DEFAULT '{}',
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "last_scan" INTEGER,
    "comparable" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "aws_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_history" (
    "account" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "account_history_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "scan" (
    "id" SERIAL NOT NULL,
    "account" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "requested_by" TEXT,
    "state" "scan_state" NOT NULL DEFAULT 'queued',
    "step" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "regions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "settings" JSONB NOT NULL DEFAULT '{}',
    "check_set_count" INTEGER,
    "check_set_hash" TEXT,
    "previous" INTEGER,
    "coverage" DOUBLE PRECISION,
    "score" DOUBLE PRECISION,
    "grade" TEXT,
    "outcomes" JSONB,
    "changes" JSONB,
    "calls" JSONB,
    "gap_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scan_unit" (
    "scan" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "collector" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "calls" INTEGER NOT NULL DEFAULT 0,
    "gaps" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,
    "checkpoint" JSONB,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "scan_unit_pkey" PRIMARY KEY ("scan","region","collector")
);

-- CreateTable
CREATE TABLE "gap" (
    "id" BIGSERIAL NOT NULL,
    "scan" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "error_code" TEXT,
    "resources" TEXT[],
    "checks" TEXT[],
    "unknown" INTEGER NOT NULL,

    CONSTRAINT "gap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_call" (
    "scan" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "retried" INTEGER NOT NULL,
    "throttled" INTEGER NOT NULL,
    "denied" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "millis" BIGINT NOT NULL,

    CONSTRAINT "api_call_pkey" PRIMARY KEY ("scan","action","region","at")
) PARTITION BY RANGE ("at"); -- by hand: one partition a month, made by month_partition()

-- CreateTable
CREATE TABLE "resource" (
    "id" SERIAL NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "owner" TEXT,
    "environment" TEXT,
    "exposed" BOOLEAN NOT NULL DEFAULT false,
    "relations" JSONB NOT NULL DEFAULT '[]',
    "configuration" JSONB,
    "search" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "fingerprint" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "pillar" TEXT NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "subject_arn" TEXT,
    "status" "outcome_status" NOT NULL,
    "severity" "severity" NOT NULL,
    "heuristic" BOOLEAN NOT NULL,
    "usage" "usage",
    "services" TEXT[],
    "clusters" TEXT[],
    "counted_in" TEXT,
    "waiting" BOOLEAN NOT NULL,
    "message" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "since" INTEGER NOT NULL,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "finding" (
    "number" BIGSERIAL NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "pillar" TEXT NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "subject_arn" TEXT,
    "state" "finding_state" NOT NULL,
    "severity" "severity" NOT NULL,
    "heuristic" BOOLEAN NOT NULL,
    "usage" "usage",
    "services" TEXT[],
    "clusters" TEXT[],
    "counted_in" TEXT,
    "message" TEXT NOT NULL,
    "rank" SMALLINT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "opened_scan" INTEGER NOT NULL,
    "reopened_scan" INTEGER,
    "reopened" INTEGER NOT NULL DEFAULT 0,
    "resolved_scan" INTEGER,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_reason" "resolved_reason",
    "triage" "triage" NOT NULL DEFAULT 'new',
    "assignee" TEXT,
    "excepted" BOOLEAN NOT NULL DEFAULT false,
    "verdict" TEXT NOT NULL,
    "facts" TEXT NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "finding_event" (
    "finding" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "scan" INTEGER,
    "actor" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "finding_event_pkey" PRIMARY KEY ("finding","at","kind")
) PARTITION BY RANGE ("at"); -- by hand: one partition a month, made by month_partition()

-- CreateTable
CREATE TABLE "tally" (
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "pillar" TEXT NOT NULL,
    "weight" "severity" NOT NULL,
    "status" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "usage" TEXT NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "excepted" BOOLEAN NOT NULL,
    "waiting" BOOLEAN NOT NULL,
    "triage" "triage" NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("account","region","check_id","status","state","severity","usage","counted","excepted","waiting","triage")
);

-- CreateTable
CREATE TABLE "score_snapshot" (
    "scan" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "check_set_hash" TEXT NOT NULL,
    "check_set_count" INTEGER NOT NULL,
    "score" DOUBLE PRECISION,
    "coverage" DOUBLE PRECISION NOT NULL,
    "counts" JSONB NOT NULL,

    CONSTRAINT "score_snapshot_pkey" PRIMARY KEY ("scan","scope")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "auth_account_user_id_idx" ON "auth_account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "audit_log_account_idx" ON "audit_log"("account");

-- CreateIndex
CREATE INDEX "scan_account_id_idx" ON "scan"("account", "id");

-- CreateIndex
CREATE INDEX "gap_scan_idx" ON "gap"("scan");

-- CreateIndex
CREATE INDEX "resource_arn_idx" ON "resource"("arn");

-- CreateIndex
CREATE INDEX "resource_account_name_id_idx" ON "resource"("account", "name", "id");

-- CreateIndex
CREATE INDEX "resource_search_idx" ON "resource" USING GIN ("search" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "resource_account_key_key" ON "resource"("account", "key");

-- CreateIndex
CREATE INDEX "outcome_account_check_id_idx" ON "outcome"("account", "check_id");

-- CreateIndex
CREATE INDEX "outcome_check_id_status_idx" ON "outcome"("check_id", "status");

-- CreateIndex
CREATE INDEX "outcome_resource_id_idx" ON "outcome"("resource_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_fingerprint_key" ON "finding"("fingerprint");

-- CreateIndex
CREATE INDEX "finding_resource_id_idx" ON "finding"("resource_id");

-- CreateIndex
CREATE INDEX "finding_account_idx" ON "finding"("account");

-- CreateIndex
CREATE INDEX "finding_opened_scan_idx" ON "finding"("opened_scan");

-- CreateIndex
CREATE INDEX "score_snapshot_account_at_idx" ON "score_snapshot"("account", "at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_history" ADD CONSTRAINT "account_history_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scan" ADD CONSTRAINT "scan_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scan_unit" ADD CONSTRAINT "scan_unit_scan_fkey" FOREIGN KEY ("scan") REFERENCES "scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gap" ADD CONSTRAINT "gap_scan_fkey" FOREIGN KEY ("scan") REFERENCES "scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_snapshot" ADD CONSTRAINT "score_snapshot_scan_fkey" FOREIGN KEY ("scan") REFERENCES "scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on.

ALTER TABLE "aws_account" ADD CONSTRAINT "aws_account_id_digits" CHECK ("id" ~ '^[0-9]{12}$');
ALTER TABLE "installation" ADD CONSTRAINT "installation_single" CHECK ("id" = 1);
ALTER TABLE "finding" ADD CONSTRAINT "finding_resolved_whole" CHECK (
  ("state" = 'resolved') = ("resolved_at" IS NOT NULL AND "resolved_reason" IS NOT NULL AND "resolved_scan" IS NOT NULL)
);

-- Scans of one account never overlap.
CREATE UNIQUE INDEX "scan_active" ON "scan" ("account") WHERE "state" IN ('queued', 'running');

-- The orders in which open findings are listed. The condition is that of every query on them (lib/data/findings).
CREATE INDEX "finding_by_rank" ON "finding" ("rank", "first_seen", "number")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_account" ON "finding" ("account", "rank", "first_seen", "number")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_check" ON "finding" ("check_id", "rank", "first_seen", "number")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_first_seen" ON "finding" ("first_seen", "number")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_name" ON "finding" ("subject_name", "number")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
CREATE INDEX "finding_by_reopened_scan" ON "finding" ("reopened_scan") WHERE "reopened_scan" IS NOT NULL;
CREATE INDEX "finding_by_resolved" ON "finding" ("resolved_at", "number") WHERE "state" = 'resolved';
CREATE INDEX "finding_excepted" ON "finding" ("rank", "first_seen", "number") WHERE "state" = 'open' AND "excepted";
CREATE INDEX "outcome_unknown" ON "outcome" ("severity", "fingerprint") WHERE "status" = 'unknown';
CREATE INDEX "outcome_registered" ON "outcome" ("severity", "fingerprint")
  WHERE "status" = 'fail' AND "usage" = 'registered';

-- Makes the partition for a moment, unless it is there. Callers do so in a transaction of its own: it locks the parent.
CREATE FUNCTION month_partition(parent regclass, moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', moment AT TIME ZONE 'UTC')::date;
  child text := format('%s_%s', parent::text, to_char(first_day, 'YYYY_MM'));
BEGIN
  IF to_regclass(child) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(72707370);
  IF to_regclass(child) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format(
    'CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
    child, parent,
    first_day::timestamp AT TIME ZONE 'UTC', (first_day + interval '1 month') AT TIME ZONE 'UTC'
  );
END $$;

-- The audit log is only ever added to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_log_rows BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_all BEFORE TRUNCATE ON "audit_log" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
