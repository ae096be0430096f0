import type { Rewritings } from '../context.ts';

/** Rewritings of files of SQL. */
export const SQL_REWRITINGS: Rewritings = {
  'without-transaction': async (change) => (await import('./without-transaction.ts')).withoutTransaction(change),
};
