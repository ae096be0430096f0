/** What code asks of Redis, and what it keeps in memory. */
export interface CacheFacts {}
