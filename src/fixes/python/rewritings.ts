import type { Rewritings } from '../context.ts';

/** Rewritings of Python code. */
export const PYTHON_REWRITINGS: Rewritings = {
  'add-host': async (change, context) => (await import('./add-host.ts')).addHost(change, context),
  'claim-key': async (change, context) => (await import('./redis/claim-key.ts')).claimKey(change, context),
  'debug-from-environment': async (change, context) => (await import('./debug/debug-from-environment.ts')).debugFromEnvironment(change, context),
  'exempt-path': async (change, context) => (await import('./exempt-path.ts')).exemptPath(change, context),
  'hosts-from-environment': async (change, context) => (await import('./hosts-from-environment.ts')).hostsFromEnvironment(change, context),
  'pipeline-calls': async (change, context) => (await import('./redis/pipeline-calls.ts')).pipelineCalls(change, context),
  'scan-keys': async (change, context) => (await import('./redis/scan-keys.ts')).scanKeys(change, context),
  'set-argument': async (change, context) => (await import('./set-argument.ts')).setArgument(change, context),
  'set-decorator': async (change, context) => (await import('./set-decorator.ts')).setDecorator(change, context),
  'share-client': async (change, context) => (await import('./share/share-client.ts')).shareClient(change, context),
  'trust-proxy-scheme': async (change, context) => (await import('./trust-proxy-scheme.ts')).trustProxyScheme(change, context),
  'unblock-call': async (change, context) => (await import('./unblock/unblock-call.ts')).unblockCall(change, context),
};
