/** What code asks of a database, and how. */
export interface QueryFacts {}
