-- CreateTable
CREATE TABLE "registered_family" (
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "active" INTEGER[],
    "used" INTEGER[],
    "left_use" JSONB NOT NULL,

    CONSTRAINT "registered_family_pkey" PRIMARY KEY ("account","region","family")
);

-- CreateTable
CREATE TABLE "registered_region" (
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "registered_region_pkey" PRIMARY KEY ("account","region")
);

-- AddForeignKey
ALTER TABLE "registered_family" ADD CONSTRAINT "registered_family_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registered_region" ADD CONSTRAINT "registered_region_account_fkey" FOREIGN KEY ("account") REFERENCES "aws_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
