-- By hand: `p_under_way` calls of the one who asks are not over, and AWS may yet take a token for each: the bucket cannot
-- hold more than what they leave. Otherwise as before.
DROP FUNCTION take_tokens(text, text, text, float8, float8, float8, float8, int, float8);

CREATE FUNCTION take_tokens(
  p_account text, p_region text, p_name text, p_rate float8, p_burst float8, p_full float8, p_ahead float8,
  p_wanted int, p_spared float8, p_under_way int, OUT granted int, OUT wait_ms float8
) LANGUAGE plpgsql AS $$
DECLARE
  bucket rate_bucket := refilled_bucket(p_account, p_region, p_name, p_rate, p_burst, p_full, p_ahead);
  whole float8 := greatest(0, (p_burst - p_rate * p_ahead) * bucket.share);
  spared float8 := whole * p_spared;
  soon float8;
BEGIN
  bucket.tokens := least(bucket.tokens, greatest(1, whole) - p_under_way);
  granted := greatest(0, least(p_wanted, floor(bucket.tokens - spared + 1e-6)));
  bucket.tokens := bucket.tokens - granted;
  UPDATE rate_bucket SET tokens = bucket.tokens, filled_at = bucket.filled_at, share = bucket.share,
    changed_at = bucket.changed_at
  WHERE account = p_account AND region = p_region AND name = p_name;
  soon := least(p_wanted - granted, greatest(1, floor(p_rate * bucket.share * p_ahead)));
  wait_ms := greatest(0, soon + spared - bucket.tokens) / (p_rate * bucket.share) * 1000;
END $$;
