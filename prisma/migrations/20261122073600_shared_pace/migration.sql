-- CreateTable
CREATE TABLE "rate_bucket" (
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "filled_at" TIMESTAMPTZ(6) NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("account","region","name")
);

-- CreateTable
CREATE TABLE "task_definition_revision" (
    "arn" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "definition" JSON NOT NULL,
    "detectors" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "task_definition_revision_pkey" PRIMARY KEY ("arn")
);

-- CreateTable
CREATE TABLE "revision_count" (
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "registered" INTEGER NOT NULL,
    "read" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "revision_count_pkey" PRIMARY KEY ("account","region")
);

-- CreateIndex
CREATE INDEX "task_definition_revision_account_region_idx" ON "task_definition_revision"("account", "region");

-- By hand: the bucket as it is at this moment by the database's clock, locked until the transaction ends.
-- `p_full` is the share of AWS's published rate that may be used; every 5 seconds without a throttle a tenth comes back.
-- Tokens that workers have taken ahead count as still in it: it holds `p_ahead` seconds of its refill less.
CREATE FUNCTION refilled_bucket(
  p_account text, p_region text, p_name text, p_rate float8, p_burst float8, p_full float8, p_ahead float8
) RETURNS rate_bucket LANGUAGE plpgsql AS $$
DECLARE
  bucket rate_bucket;
  at timestamptz;
  recovered float8;
BEGIN
  INSERT INTO rate_bucket VALUES (p_account, p_region, p_name,
    greatest(1, (p_burst - p_rate * p_ahead) * p_full), clock_timestamp(), p_full, clock_timestamp())
  ON CONFLICT DO NOTHING;
  SELECT * INTO bucket FROM rate_bucket WHERE account = p_account AND region = p_region AND name = p_name FOR UPDATE;
  -- Read once the row is ours: while it was waited for, others have moved it on.
  at := greatest(clock_timestamp(), bucket.filled_at);
  recovered := floor(extract(epoch FROM at - bucket.changed_at) / 5);
  IF bucket.share < p_full AND recovered > 0 THEN
    bucket.share := bucket.share + recovered * 0.1;
    bucket.changed_at := at;
  END IF;
  bucket.share := least(p_full, bucket.share);
  bucket.tokens := least(
    greatest(1, (p_burst - p_rate * p_ahead) * bucket.share),
    bucket.tokens + extract(epoch FROM at - bucket.filled_at) * p_rate * bucket.share
  );
  bucket.filled_at := at;
  RETURN bucket;
END $$;

-- Takes up to `p_wanted` tokens, of those above `p_spared` (a part of the full bucket). `wait_ms`: when to ask again for
-- what was not granted, or for what a worker needs in `p_ahead` seconds if that is less.
CREATE FUNCTION take_tokens(
  p_account text, p_region text, p_name text, p_rate float8, p_burst float8, p_full float8, p_ahead float8,
  p_wanted int, p_spared float8, OUT granted int, OUT wait_ms float8
) LANGUAGE plpgsql AS $$
DECLARE
  bucket rate_bucket := refilled_bucket(p_account, p_region, p_name, p_rate, p_burst, p_full, p_ahead);
  spared float8 := greatest(0, (p_burst - p_rate * p_ahead) * bucket.share) * p_spared;
  soon float8;
BEGIN
  granted := greatest(0, least(p_wanted, floor(bucket.tokens - spared + 1e-6)));
  bucket.tokens := bucket.tokens - granted;
  UPDATE rate_bucket SET tokens = bucket.tokens, filled_at = bucket.filled_at, share = bucket.share,
    changed_at = bucket.changed_at
  WHERE account = p_account AND region = p_region AND name = p_name;
  soon := least(p_wanted - granted, greatest(1, floor(p_rate * bucket.share * p_ahead)));
  wait_ms := greatest(0, soon + spared - bucket.tokens) / (p_rate * bucket.share) * 1000;
END $$;

-- AWS throttled a call: nothing is left, and half of the share is used from now on; several throttles of one second
-- count once. A twentieth is always used.
CREATE FUNCTION throttle_bucket(
  p_account text, p_region text, p_name text, p_rate float8, p_burst float8, p_full float8, p_ahead float8
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  bucket rate_bucket := refilled_bucket(p_account, p_region, p_name, p_rate, p_burst, p_full, p_ahead);
BEGIN
  IF bucket.share >= p_full OR bucket.filled_at - bucket.changed_at >= interval '1 second' THEN
    bucket.share := greatest(0.05, bucket.share / 2);
    bucket.changed_at := bucket.filled_at;
  END IF;
  UPDATE rate_bucket SET tokens = least(bucket.tokens, 0), filled_at = bucket.filled_at, share = bucket.share,
    changed_at = bucket.changed_at
  WHERE account = p_account AND region = p_region AND name = p_name;
END $$;
