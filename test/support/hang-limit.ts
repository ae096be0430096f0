/** Milliseconds that a test waits for what must come: a guard against what never ends, which says nothing of how fast something is. */
export const HANG_LIMIT = 120_000;
