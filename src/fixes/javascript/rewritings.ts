import type { Rewritings } from '../context.ts';

/** Rewritings of JavaScript code. */
export const JAVASCRIPT_REWRITINGS: Rewritings = {
  'add-timeout': async (change, context) => (await import('./add-timeout.ts')).addTimeout(change, context),
  'await-together': async (change, context) => (await import('./waiting/await-together.ts')).awaitTogether(change, context),
  'catch-promise': async (change, context) => (await import('./waiting/catch-promise.ts')).catchPromise(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug-from-environment.ts')).debugFromEnvironment(change, context),
  'handle-shutdown': async (change, context) => (await import('./handle-shutdown.ts')).handleShutdown(change, context),
  'limit-promises': async (change, context) => (await import('./waiting/limit-promises.ts')).limitPromises(change, context),
  'pass-pool': async (change, context) => (await import('./pass-pool.ts')).passPool(change, context),
  'share-client': async (change, context) => (await import('./share-client.ts')).shareClient(change, context),
  'unblock-call': async (change, context) => (await import('./unblock-call.ts')).unblockCall(change, context),
};
