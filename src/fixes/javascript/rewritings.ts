import type { Rewritings } from '../context.ts';

/** Rewritings of JavaScript code. */
export const JAVASCRIPT_REWRITINGS: Rewritings = {
  'add-timeout': async (change, context) => (await import('./add-timeout.ts')).addTimeout(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug-from-environment.ts')).debugFromEnvironment(change, context),
  'close-workers': async (change, context) => (await import('./close-workers.ts')).closeWorkers(change, context),
  'create-queue': async (change, context) => (await import('./create-queue.ts')).createQueue(change, context),
  'destructure-job': async (change, context) => (await import('./destructure-job.ts')).destructureJob(change, context),
  'handle-event': async (change, context) => (await import('./handle-event.ts')).handleEvent(change, context),
  'named-import': async (change, context) => (await import('./named-import.ts')).namedImport(change, context),
  'handle-shutdown': async (change, context) => (await import('./handle-shutdown.ts')).handleShutdown(change, context),
  'pass-pool': async (change, context) => (await import('./pass-pool.ts')).passPool(change, context),
  'share-client': async (change, context) => (await import('./share-client.ts')).shareClient(change, context),
  'unblock-call': async (change, context) => (await import('./unblock-call.ts')).unblockCall(change, context),
};
