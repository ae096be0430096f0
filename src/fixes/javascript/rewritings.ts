import type { Rewritings } from '../context.ts';

/** Rewritings of JavaScript code. */
export const JAVASCRIPT_REWRITINGS: Rewritings = {
  'add-timeout': async (change, context) => (await import('./add-timeout.ts')).addTimeout(change, context),
  /** `at` is a call that sends SQL; one that sends `sql` comes below it. */
  'append-statement': async (change) => (await import('./sql/statements.ts')).appendStatement(change),
  'debug-from-environment': async (change, context) => (await import('./debug-from-environment.ts')).debugFromEnvironment(change, context),
  'handle-shutdown': async (change, context) => (await import('./handle-shutdown.ts')).handleShutdown(change, context),
  'join-statements': async (change) => (await import('./sql/statements.ts')).joinStatements(change),
  'pass-pool': async (change, context) => (await import('./pass-pool.ts')).passPool(change, context),
  'share-client': async (change, context) => (await import('./share-client.ts')).shareClient(change, context),
  'split-statements': async (change) => (await import('./sql/statements.ts')).splitStatements(change),
  'unblock-call': async (change, context) => (await import('./unblock-call.ts')).unblockCall(change, context),
  'without-transaction': async (change) => (await import('./sql/without-transaction.ts')).withoutTransaction(change),
};
