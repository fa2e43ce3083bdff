-- CreateTable
CREATE TABLE "tally_version" (
    "account" TEXT NOT NULL,
    "version" BIGSERIAL NOT NULL,

    CONSTRAINT "tally_version_pkey" PRIMARY KEY ("account")
);

-- By hand: what has been counted before.
INSERT INTO "tally_version" ("account") SELECT DISTINCT "account" FROM "tally";
