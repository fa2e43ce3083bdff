-- By hand: what the internet reaches is a part of all resources, and lists of it begin with them.
CREATE INDEX "resource_exposed" ON "resource" ("account", "id") WHERE "exposed";
