import type { Rewritings } from '../context.ts';

/** Rewritings of JavaScript code. */
export const JAVASCRIPT_REWRITINGS: Rewritings = {
  'add-timeout': async (change, context) => (await import('./add-timeout.ts')).addTimeout(change, context),
  'append-arguments': async (change, context) => (await import('./redis/append-arguments.ts')).appendArguments(change, context),
  'claim-key': async (change, context) => (await import('./redis/claim-key.ts')).claimKey(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug-from-environment.ts')).debugFromEnvironment(change, context),
  'handle-shutdown': async (change, context) => (await import('./handle-shutdown.ts')).handleShutdown(change, context),
  'limit-map': async (change, context) => (await import('./redis/limit-map.ts')).limitMap(change, context),
  'log-redis-errors': async (change, context) => (await import('./redis/log-errors.ts')).logErrors(change, context),
  'pass-pool': async (change, context) => (await import('./pass-pool.ts')).passPool(change, context),
  'pipeline-calls': async (change, context) => (await import('./redis/pipeline-calls.ts')).pipelineCalls(change, context),
  'share-client': async (change, context) => (await import('./share-client.ts')).shareClient(change, context),
  'unblock-call': async (change, context) => (await import('./unblock-call.ts')).unblockCall(change, context),
};
