import type { PythonFunction } from '../../../documents/python-tree.ts';
import type { BlockingCall } from '../../../model/facts/code.ts';
import { blockingName } from '../blocking-calls.ts';
import { remedyFor } from '../blocking-remedies.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { everyExpression } from '../walk.ts';
import { listFact } from './list-fact.ts';

/** Calls that block the event loop: inside `async def`, or inside a plain function that one calls directly. */
export function readBlockingCalls(program: Program): ReaderResult {
  const seen = new Set<string>();
  const calls = [...callsOf(program)].flatMap((site): readonly BlockingCall[] => {
    const within = site.place.chain.findLast((node) => node.kind === 'function');
    if (within?.kind !== 'function' || site.awaited || site.deferred) return [];
    const caller = within.async || isGenerator(site.place, within) ? undefined : callingHandler(program, within);
    if (!within.async && caller === undefined) return [];
    const call = blockingName(program, site);
    // One place for each object of a function is enough: `db.query` and `db.commit` have one cause.
    const key = `${site.place.file.path}:${within.range.start}:${call?.slice(0, call.lastIndexOf('.'))}`;
    if (call === undefined || seen.has(key)) return [];
    seen.add(key);
    const { scope, served } = scopeOf(program, caller ?? site);
    if (!served) return [];
    const remedy = scope === 'request' && caller === undefined ? remedyFor(program, within, site.place).kind : 'none';
    return [{ at: shown('call', site.place.file, site.call.range), call, scope, within: within.name, ...(remedy === 'none' ? {} : { remedy }) }];
  });
  return { facts: { 'async.blockingCalls': listFact('async.blockingCalls', calls, (call) => call.at) } };
}

/** The call that a request makes of a plain function directly, in `async def`. */
function callingHandler(program: Program, node: PythonFunction): CallSite | undefined {
  return (program.callers.get(node) ?? []).find((site) => {
    const around = site.place.chain.findLast((each) => each.kind === 'function');
    return around?.kind === 'function' && around.async && !site.awaited && !site.deferred && scopeOf(program, site).scope === 'request';
  });
}

/** A generator runs where somebody takes its values, which for a streamed answer is a thread. */
function isGenerator({ file }: Place, { body }: PythonFunction): boolean {
  return [...everyExpression(body)].some(({ kind, range }) => kind === 'other' && file.source.text.startsWith('yield', range.start));
}
