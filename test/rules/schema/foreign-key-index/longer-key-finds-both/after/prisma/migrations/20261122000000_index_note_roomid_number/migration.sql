CREATE INDEX CONCURRENTLY "Note_roomId_number_idx" ON "Note" ("roomId", "number");
