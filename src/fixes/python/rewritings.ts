import type { Rewritings } from '../context.ts';

/** Rewritings of Python code. */
export const PYTHON_REWRITINGS: Rewritings = {
  'add-host': async (change, context) => (await import('./add-host.ts')).addHost(change, context),
  'await-together': async (change, context) => (await import('./waiting/await-together.ts')).awaitTogether(change, context),
  'close-with': async (change, context) => (await import('./waiting/close-with.ts')).closeWith(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug/debug-from-environment.ts')).debugFromEnvironment(change, context),
  'exempt-path': async (change, context) => (await import('./exempt-path.ts')).exemptPath(change, context),
  'hosts-from-environment': async (change, context) => (await import('./hosts-from-environment.ts')).hostsFromEnvironment(change, context),
  'keep-task': async (change, context) => (await import('./waiting/keep-task.ts')).keepTask(change, context),
  'limit-gather': async (change, context) => (await import('./waiting/limit-gather.ts')).limitGather(change, context),
  'open-on-first-use': async (change, context) => (await import('./waiting/open-on-first-use.ts')).openOnFirstUse(change, context),
  'set-argument': async (change, context) => (await import('./set-argument.ts')).setArgument(change, context),
  'share-client': async (change, context) => (await import('./share/share-client.ts')).shareClient(change, context),
  'trust-proxy-scheme': async (change, context) => (await import('./trust-proxy-scheme.ts')).trustProxyScheme(change, context),
  'unblock-call': async (change, context) => (await import('./unblock/unblock-call.ts')).unblockCall(change, context),
};
