CREATE INDEX CONCURRENTLY "Like_postId_idx" ON "Like" ("postId");
