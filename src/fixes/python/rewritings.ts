import type { Rewritings } from '../context.ts';

/** Rewritings of Python code. */
export const PYTHON_REWRITINGS: Rewritings = {
  'add-host': async (change, context) => (await import('./add-host.ts')).addHost(change, context),
  /** `at` is a call that sends SQL; one that sends `sql` comes below it. */
  'append-statement': async (change) => (await import('./sql/statements.ts')).appendStatement(change),
  'atomic-change': async (change, context) => (await import('./queries/atomic-change.ts')).atomicChange(change, context),
  'autocommit-block': async (change) => (await import('./sql/autocommit-block.ts')).autocommitBlock(change),
  'autocommit-connection': async (change) => (await import('./sql/autocommit-connection.ts')).autocommitConnection(change),
  'await-together': async (change, context) => (await import('./waiting/await-together.ts')).awaitTogether(change, context),
  'claim-key': async (change, context) => (await import('./redis/claim-key.ts')).claimKey(change, context),
  'close-with': async (change, context) => (await import('./waiting/close-with.ts')).closeWith(change, context),
  'commit-after-loop': async (change, context) => (await import('./queries/commit-after-loop.ts')).commitAfterLoop(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug/debug-from-environment.ts')).debugFromEnvironment(change, context),
  'drop-refresh': async (change, context) => (await import('./queries/drop-refresh.ts')).dropRefresh(change, context),
  'execute-values': async (change, context) => (await import('./queries/execute-values.ts')).executeValues(change, context),
  'exempt-path': async (change, context) => (await import('./exempt-path.ts')).exemptPath(change, context),
  'hosts-from-environment': async (change, context) => (await import('./hosts-from-environment.ts')).hostsFromEnvironment(change, context),
  'insert-rows': async (change, context) => (await import('./queries/insert-rows.ts')).insertRows(change, context),
  'join-statements': async (change) => (await import('./sql/statements.ts')).joinStatements(change),
  'keep-task': async (change, context) => (await import('./waiting/keep-task.ts')).keepTask(change, context),
  'limit-gather': async (change, context) => (await import('./waiting/limit-gather.ts')).limitGather(change, context),
  'load-relation': async (change, context) => (await import('./queries/load-relation.ts')).loadRelation(change, context),
  'non-atomic': async (change) => (await import('./sql/non-atomic.ts')).nonAtomic(change),
  'open-on-first-use': async (change, context) => (await import('./waiting/open-on-first-use.ts')).openOnFirstUse(change, context),
  'pipeline-calls': async (change, context) => (await import('./redis/pipeline-calls.ts')).pipelineCalls(change, context),
  'scan-keys': async (change, context) => (await import('./redis/scan-keys.ts')).scanKeys(change, context),
  'set-argument': async (change, context) => (await import('./set-argument.ts')).setArgument(change, context),
  'share-client': async (change, context) => (await import('./share/share-client.ts')).shareClient(change, context),
  'split-statements': async (change) => (await import('./sql/statements.ts')).splitStatements(change),
  'trust-proxy-scheme': async (change, context) => (await import('./trust-proxy-scheme.ts')).trustProxyScheme(change, context),
  'unblock-call': async (change, context) => (await import('./unblock/unblock-call.ts')).unblockCall(change, context),
};
