-- By hand: it is the order of the list by resource alone, whose page is read whole anyway; the widest index cost most to write.
DROP INDEX "finding_by_name";
CREATE INDEX "finding_by_name" ON "finding" ("subject_name", "number")
  WHERE "state" = 'open' AND NOT "excepted" AND "counted_in" IS NULL;
