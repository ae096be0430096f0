import type { RedisConnection } from '../../../model/facts/caches.ts';
import { commandOf } from '../../redis/commands.ts';
import { instanceIndex } from '../names/instances.ts';
import { heardBy } from '../names/listeners.ts';
import { listedKey } from '../names/resolve.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { calledFunction } from '../names/calls.ts';
import { isFunction, memberName, unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';

const CLIENTS: readonly (readonly [string, RedisConnection['library']])[] = [
  ['ioredis#', 'ioredis'], ['ioredis#Redis', 'ioredis'], ['redis#createClient', 'node-redis'], ['@redis/client#createClient', 'node-redis'],
];

/**
 * Libraries that listen to the errors of the clients they are given:
 * https://github.com/socketio/socket.io-redis-adapter/blob/8.3.0/lib/index.ts (friendlyErrorHandler).
 */
const LISTENING = new Set(['@socket.io/redis-adapter#createAdapter', 'socket.io-redis#createAdapter']);

/** Redis clients of Node, and what is done with them besides. */
export function readRedisConnections(project: CodeProject): RedisConnection[] {
  return CLIENTS.flatMap(([key, library]) => sitesOf(project, key).map((site) => connectionOf(project, site, library)));
}

function connectionOf(project: CodeProject, site: Site, library: RedisConnection['library']): RedisConnection {
  const { methods, handovers } = instanceIndex(project);
  const calls = methods.get(site.node) ?? [];
  const named = (test: (name: string) => boolean) => calls.find((call) => test(methodOf(call)));
  const place = (call: Site | undefined) => call && codeFact('redis.call', placeOf(call));
  const isCommand = (name: string) => commandOf(name) !== undefined && !/^p?(subscribe|publish)$/i.test(name);
  const isListening = calls.some((call) => heardBy(call) === 'error');
  // What a function gives out is another client for each of its callers.
  const isGivenOut = isReturned(site.path);
  const isHandedOver = (handovers.get(site.node) ?? []).some(({ site: call }) => calledFunction(project, call) !== undefined || LISTENING.has(listedKey(project, call.module, call.node.callee) ?? ''));
  return {
    at: codeFact('redis.client', placeOf(site)), library, scope: surroundingsOf(project, site).scope,
    listens: isListening ? true : isGivenOut || isHandedOver || hasOtherListener(site, calls) ? undefined : false,
    subscribes: isGivenOut ? undefined : place(named((name) => /^p?subscribe$/i.test(name))), commands: isGivenOut ? undefined : place(named(isCommand)),
  };
}

function isReturned(path: Path): boolean {
  for (let above: Path | undefined = path; above !== undefined; above = above.up) {
    if (above.node.type === 'ReturnStatement') return true;
    if (isFunction(above.node)) return above.node.type === 'ArrowFunctionExpression' && above.node.body?.type !== 'BlockStatement';
  }
  return false;
}

function methodOf({ node }: Site): string {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
}

/** An `.on('error', ...)` of the same file on something that nobody can name: it may well be this client. */
function hasOtherListener({ module }: Site, own: readonly Site[]): boolean {
  return module.sites.some((site) => !own.includes(site) && heardBy(site) === 'error');
}
