-- DropIndex
DROP INDEX "outcome_account_check_id_idx";

-- CreateIndex
CREATE INDEX "outcome_account_check_id_status_idx" ON "outcome"("account", "check_id", "status");
