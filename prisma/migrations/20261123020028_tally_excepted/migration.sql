-- By hand: what exceptions hide is a small part of the roll-up, and the first page counts it.
CREATE INDEX "tally_excepted" ON "tally" ("account") WHERE "excepted";
