-- Two sessions that wanted the same new partition at once: the one that waited looked the name up once more, in a cache
-- that still said it was missing, and failed. IF NOT EXISTS looks again after taking its locks.
CREATE OR REPLACE FUNCTION month_partition(parent regclass, moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', moment AT TIME ZONE 'UTC')::date;
  child text := format('%s_%s', parent::text, to_char(first_day, 'YYYY_MM'));
BEGIN
  IF to_regclass(child) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(72707370);
  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
    child, parent,
    first_day::timestamp AT TIME ZONE 'UTC', (first_day + interval '1 month') AT TIME ZONE 'UTC'
  );
END $$;
