import type { BlockingCall } from '../../../model/facts/code.ts';
import { blockingName } from '../blocking-calls.ts';
import { remedyFor } from '../blocking-remedies.ts';
import { callsOf, type Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { listFact } from './list-fact.ts';

/** Calls that block the event loop, inside `async def`. */
export function readBlockingCalls(program: Program): ReaderResult {
  const seen = new Set<string>();
  const calls = [...callsOf(program)].flatMap((site): readonly BlockingCall[] => {
    const within = site.place.chain.findLast((node) => node.kind === 'function');
    if (within?.kind !== 'function' || !within.async || site.awaited || site.deferred) return [];
    const call = blockingName(program, site);
    // One place for each object of a function is enough: `db.query` and `db.commit` have one cause.
    const key = `${site.place.file.path}:${within.range.start}:${call?.slice(0, call.lastIndexOf('.'))}`;
    if (call === undefined || seen.has(key)) return [];
    seen.add(key);
    const { scope, served } = scopeOf(program, site);
    if (!served) return [];
    const remedy = scope === 'request' ? remedyFor(program, within, site.place).kind : 'none';
    return [{ at: shown('call', site.place.file, site.call.range), call, scope, within: within.name, ...(remedy === 'none' ? {} : { remedy }) }];
  });
  return { facts: { 'async.blockingCalls': listFact('async.blockingCalls', calls, (call) => call.at) } };
}
