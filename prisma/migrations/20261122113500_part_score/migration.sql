-- CreateTable
CREATE TABLE "part_score" (
    "account" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "scan" INTEGER NOT NULL,
    "check_set_hash" TEXT NOT NULL,
    "check_set_count" INTEGER NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "part_score_pkey" PRIMARY KEY ("account","part","at")
);

-- AddForeignKey
ALTER TABLE "part_score" ADD CONSTRAINT "part_score_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
