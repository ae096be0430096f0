import type { Rewritings } from '../context.ts';

/** Rewritings of Python code. */
export const PYTHON_REWRITINGS: Rewritings = {
  'add-host': async (change, context) => (await import('./add-host.ts')).addHost(change, context),
  'await-in-turn': async (change, context) => (await import('./sessions/await-in-turn.ts')).awaitInTurn(change, context),
  'change-scheme': async (change, context) => (await import('./change-scheme.ts')).changeScheme(change, context),
  'close-session': async (change, context) => (await import('./sessions/close-session.ts')).closeSession(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug/debug-from-environment.ts')).debugFromEnvironment(change, context),
  'dispose-after-fork': async (change, context) => (await import('./sessions/dispose-after-fork.ts')).disposeAfterFork(change, context),
  'exempt-path': async (change, context) => (await import('./exempt-path.ts')).exemptPath(change, context),
  'hosts-from-environment': async (change, context) => (await import('./hosts-from-environment.ts')).hostsFromEnvironment(change, context),
  'set-argument': async (change, context) => (await import('./set-argument.ts')).setArgument(change, context),
  'share-client': async (change, context) => (await import('./share/share-client.ts')).shareClient(change, context),
  'trust-proxy-scheme': async (change, context) => (await import('./trust-proxy-scheme.ts')).trustProxyScheme(change, context),
  'unblock-call': async (change, context) => (await import('./unblock/unblock-call.ts')).unblockCall(change, context),
};
