-- By hand: what is counted on every page, of resources that are there. Their rows are as wide as what they describe.
CREATE INDEX "resource_counts" ON "resource" ("account", "type", "region") INCLUDE ("owner", "exposed") WHERE "gone_at" IS NULL;
