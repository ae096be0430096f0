import type { Node } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import type { Emitter } from '../../../model/facts/connections.ts';
import { identityOf, instanceIndex, parameterOf } from '../names/instances.ts';
import { heardBy } from '../names/listeners.ts';
import { resolve } from '../names/resolve.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject, Handover } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { isFunction } from '../syntax/tree.ts';

/** What emits `error` when an idle connection breaks. https://node-postgres.com/apis/pool#error, https://node-postgres.com/apis/client#error */
const EMITTERS: readonly (readonly [string, string, Emitter['kind']])[] = [
  ['pg#Pool', 'pg', 'pool'], ['pg#native.Pool', 'pg', 'pool'], ['pg-pool#', 'pg', 'pool'], ['@neondatabase/serverless#Pool', '@neondatabase/serverless', 'pool'],
  ['pg#Client', 'pg', 'connection'], ['pg#native.Client', 'pg', 'connection'],
];
/** Libraries that attach a listener of their own to a pool that they are given. */
const LISTENING = /^(?:@prisma\/adapter-pg|@prisma\/adapter-neon)$/;
/** Libraries that are known to attach none. */
const DEAF = /^(?:drizzle-orm\/[\w-]+|kysely|connect-pg-simple|pg-boss|global)$/;

/** Pools and connections of node-postgres, and who listens to their errors. */
export function readEmitters(project: CodeProject): Emitter[] {
  return EMITTERS.flatMap(([key, library, kind]) => sitesOf(project, key).map((site): Emitter => {
    const handovers = instanceIndex(project).handovers.get(site.node) ?? [];
    const given = handovers.map((handover) => takerOf(project, handover));
    const listener = listenerOf(project, site.node) ?? given.find((taker): taker is Known<string> => typeof taker === 'object');
    return {
      at: codeFact('database.emitter', placeOf(site)), library, kind, scope: surroundingsOf(project, site).scope, listener,
      isHandedOn: listener === undefined && given.includes('unknown'),
    };
  }));
}

/** `pool.on('error', ...)`, under whatever name. */
function listenerOf(project: CodeProject, identity: unknown): Known<string> | undefined {
  const site = (instanceIndex(project).methods.get(identity) ?? []).find((call) => heardBy(call) === 'error');
  return site === undefined ? undefined : codeFact('database.errorListener', placeOf(site));
}

/** What a pool is handed to: the listener that it attaches, nothing of the kind, or code that we cannot follow. */
function takerOf(project: CodeProject, { site, index, key }: Handover): Known<string> | 'deaf' | 'unknown' {
  const target = resolve(project, site.module, site.node.callee);
  if (target.kind === 'external') {
    if (LISTENING.test(target.name)) return codeFact('database.errorListener', placeOf(site));
    return DEAF.test(target.name) ? 'deaf' : 'unknown';
  }
  if (target.kind !== 'value' || !isFunction(target.node as Node)) return isConsole(site) ? 'deaf' : 'unknown';
  const parameter = isFunction(target.node as Node) ? parameterOf(target.module, target.node as never, index, key) : undefined;
  if (parameter === undefined) return 'deaf';
  return listenerOf(project, identityOf({ kind: 'parameter', module: target.module, binding: parameter })) ?? 'deaf';
}

function isConsole({ module, node }: Site): boolean {
  return module.file.text.startsWith('console.', node.start);
}
