-- By hand: what ends with its check did not get better.
ALTER TYPE "resolved_reason" ADD VALUE 'check_retired';
