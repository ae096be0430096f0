/** How a program waits: awaits, tasks, calls of other services. */
export interface ConcurrencyFacts {}
