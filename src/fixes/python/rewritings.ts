import type { Rewritings } from '../context.ts';

/** Rewritings of Python code. */
export const PYTHON_REWRITINGS: Rewritings = {
  'add-host': async (change, context) => (await import('./add-host.ts')).addHost(change, context),
  /** `at` is a call that sends SQL; one that sends `sql` comes below it. */
  'append-statement': async (change) => (await import('./sql/statements.ts')).appendStatement(change),
  'autocommit-block': async (change) => (await import('./sql/autocommit-block.ts')).autocommitBlock(change),
  'autocommit-connection': async (change) => (await import('./sql/autocommit-connection.ts')).autocommitConnection(change),
  'debug-from-environment': async (change, context) => (await import('./debug/debug-from-environment.ts')).debugFromEnvironment(change, context),
  'exempt-path': async (change, context) => (await import('./exempt-path.ts')).exemptPath(change, context),
  'hosts-from-environment': async (change, context) => (await import('./hosts-from-environment.ts')).hostsFromEnvironment(change, context),
  'join-statements': async (change) => (await import('./sql/statements.ts')).joinStatements(change),
  'non-atomic': async (change) => (await import('./sql/non-atomic.ts')).nonAtomic(change),
  'set-argument': async (change, context) => (await import('./set-argument.ts')).setArgument(change, context),
  'share-client': async (change, context) => (await import('./share/share-client.ts')).shareClient(change, context),
  'split-statements': async (change) => (await import('./sql/statements.ts')).splitStatements(change),
  'trust-proxy-scheme': async (change, context) => (await import('./trust-proxy-scheme.ts')).trustProxyScheme(change, context),
  'unblock-call': async (change, context) => (await import('./unblock/unblock-call.ts')).unblockCall(change, context),
};
