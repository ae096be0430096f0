import type { Rewritings } from '../context.ts';

/** Rewritings of JavaScript code. */
export const JAVASCRIPT_REWRITINGS: Rewritings = {
  'add-timeout': async (change, context) => (await import('./add-timeout.ts')).addTimeout(change, context),
  'atomic-change': async (change, context) => (await import('./atomic-change.ts')).atomicChange(change, context),
  'create-many': async (change, context) => (await import('./create-many.ts')).createMany(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug-from-environment.ts')).debugFromEnvironment(change, context),
  'handle-shutdown': async (change, context) => (await import('./handle-shutdown.ts')).handleShutdown(change, context),
  'pass-pool': async (change, context) => (await import('./pass-pool.ts')).passPool(change, context),
  'share-client': async (change, context) => (await import('./share-client.ts')).shareClient(change, context),
  'unblock-call': async (change, context) => (await import('./unblock-call.ts')).unblockCall(change, context),
};
