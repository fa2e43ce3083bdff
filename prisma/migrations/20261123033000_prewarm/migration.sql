-- By hand: a process that serves pages reads what lists are found by into the database's memory (lib/data/prewarm.ts). Where
-- this extension is not to be had, or only its administrator may add it, the first lists after a start are slower.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_prewarm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_prewarm is missing: %', SQLERRM;
END $$;
