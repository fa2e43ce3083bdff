-- DropIndex
DROP INDEX "outcome_check_id_status_idx";

-- By hand: the fingerprints of lib/engine/outcome.ts, as the 128 bits that they are. Each table is written anew once, with
-- its indexes; what a detail says is read whole, which JSON as text does faster.
CREATE FUNCTION pg_temp.fingerprint_of("account" text, "region" text, "check" text, "subject" text) RETURNS uuid
LANGUAGE sql AS $$
  SELECT (left(encode(sha256(convert_to(concat_ws(E'\n', $1, $2, $3), 'UTF8')), 'hex'), 4) ||
    left(encode(sha256(convert_to(concat_ws(E'\n', $1, $2, $3, $4), 'UTF8')), 'hex'), 28))::uuid
$$;

CREATE TEMPORARY TABLE "moved" AS
  SELECT "fingerprint" AS "before", pg_temp.fingerprint_of("account", "region", "check_id", "subject_key") AS "now"
  FROM (
    SELECT "fingerprint", "account", "region", "check_id", "subject_key" FROM "outcome"
    UNION SELECT "fingerprint", "account", "region", "check_id", "subject_key" FROM "finding"
  ) AS "stored";
UPDATE "outcome" SET "counted_in" = "now" FROM "moved" WHERE "counted_in" = "before";
UPDATE "finding" SET "counted_in" = "now" FROM "moved" WHERE "counted_in" = "before";
UPDATE "attestation" SET "fingerprint" = "now" FROM "moved" WHERE "fingerprint" = "before";
UPDATE "attested_subject" SET "fingerprint" = "now" FROM "moved" WHERE "fingerprint" = "before";
DROP TABLE "moved";

ALTER TABLE "outcome"
  ALTER COLUMN "fingerprint" TYPE UUID USING pg_temp.fingerprint_of("account", "region", "check_id", "subject_key"),
  ALTER COLUMN "counted_in" TYPE UUID USING "counted_in"::uuid,
  ALTER COLUMN "detail" TYPE JSON USING "detail"::json;
ALTER TABLE "finding"
  ALTER COLUMN "fingerprint" TYPE UUID USING pg_temp.fingerprint_of("account", "region", "check_id", "subject_key"),
  ALTER COLUMN "counted_in" TYPE UUID USING "counted_in"::uuid;
ALTER TABLE "finding_event" ALTER COLUMN "detail" TYPE JSON USING "detail"::json;
ALTER TABLE "attestation" ALTER COLUMN "fingerprint" TYPE UUID USING "fingerprint"::uuid;
ALTER TABLE "attested_subject" ALTER COLUMN "fingerprint" TYPE UUID USING "fingerprint"::uuid;

DROP FUNCTION pg_temp.fingerprint_of(text, text, text, text);
