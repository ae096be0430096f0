import type { HttpRequest } from '../../../model/facts/concurrency.ts';
import { requestOf } from '../http/request.ts';
import { limitOf } from '../http/time-limit.ts';
import { callsOf, type Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { listFact } from './list-fact.ts';

/** Requests that the served program makes to other services. */
export function readHttpRequests(program: Program): ReaderResult {
  const requests = [...callsOf(program)].flatMap((site): readonly HttpRequest[] => {
    const found = requestOf(program, site);
    if (found === undefined) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served) return [];
    const { library, method } = found;
    return [{ at: shown('request', site.place.file, site.call.range), library, method, scope, within, inLoop: site.inLoop, ...limitOf(program, site, found) }];
  });
  return { facts: { 'http.requests': listFact('http.requests', requests, ({ at }) => at) } };
}
