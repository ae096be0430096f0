import type { Rewritings } from '../context.ts';

/** Rewritings of JavaScript code. */
export const JAVASCRIPT_REWRITINGS: Rewritings = {
  'add-timeout': async (change, context) => (await import('./add-timeout.ts')).addTimeout(change, context),
  /** `at` is a call that sends SQL; one that sends `sql` comes below it. */
  'append-statement': async (change) => (await import('./sql/statements.ts')).appendStatement(change),
  'atomic-change': async (change, context) => (await import('./atomic-change.ts')).atomicChange(change, context),
  'create-many': async (change, context) => (await import('./create-many.ts')).createMany(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug-from-environment.ts')).debugFromEnvironment(change, context),
  'close-workers': async (change, context) => (await import('./close-workers.ts')).closeWorkers(change, context),
  'create-queue': async (change, context) => (await import('./create-queue.ts')).createQueue(change, context),
  'destructure-job': async (change, context) => (await import('./destructure-job.ts')).destructureJob(change, context),
  'handle-event': async (change, context) => (await import('./handle-event.ts')).handleEvent(change, context),
  'named-import': async (change, context) => (await import('./named-import.ts')).namedImport(change, context),
  'handle-shutdown': async (change, context) => (await import('./handle-shutdown.ts')).handleShutdown(change, context),
  'log-errors': async (change, context) => (await import('./log-errors.ts')).logErrors(change, context),
  'own-connection': async (change, context) => (await import('./own-connection.ts')).ownConnection(change, context),
  'join-statements': async (change) => (await import('./sql/statements.ts')).joinStatements(change),
  'await-together': async (change, context) => (await import('./waiting/await-together.ts')).awaitTogether(change, context),
  'catch-promise': async (change, context) => (await import('./waiting/catch-promise.ts')).catchPromise(change, context),
  'limit-promises': async (change, context) => (await import('./waiting/limit-promises.ts')).limitPromises(change, context),
  'pass-pool': async (change, context) => (await import('./pass-pool.ts')).passPool(change, context),
  'release-connection': async (change, context) => (await import('./release-connection.ts')).releaseConnection(change, context),
  'append-arguments': async (change, context) => (await import('./redis/append-arguments.ts')).appendArguments(change, context),
  'claim-key': async (change, context) => (await import('./redis/claim-key.ts')).claimKey(change, context),
  'limit-map': async (change, context) => (await import('./redis/limit-map.ts')).limitMap(change, context),
  'log-redis-errors': async (change, context) => (await import('./redis/log-errors.ts')).logErrors(change, context),
  'pipeline-calls': async (change, context) => (await import('./redis/pipeline-calls.ts')).pipelineCalls(change, context),
  'share-client': async (change, context) => (await import('./share-client.ts')).shareClient(change, context),
  'split-statements': async (change) => (await import('./sql/statements.ts')).splitStatements(change),
  'unblock-call': async (change, context) => (await import('./unblock-call.ts')).unblockCall(change, context),
  'without-transaction': async (change) => (await import('./sql/without-transaction.ts')).withoutTransaction(change),
};
