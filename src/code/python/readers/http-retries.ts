import { absent, derive, type Fact } from '../../../model/fact.ts';
import type { Retry } from '../../../model/facts/concurrency.ts';
import { follow } from '../follow.ts';
import { numberFact } from '../followed.ts';
import { requestOf } from '../http/request.ts';
import { attemptIn, retryingDecorator, retryingLoop } from '../http/retries.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { around } from '../waiting/statement.ts';
import type { PythonStatement } from '../../../documents/python-tree.ts';
import { listFact } from './list-fact.ts';

/** What makes requests again when they fail: loops, decorators, urllib3's Retry. */
export function readHttpRetries(program: Program): ReaderResult {
  const retries = [...loopRetries(program), ...decoratorRetries(program), ...adapterRetries(program)];
  return { facts: { 'http.retries': listFact('http.retries', retries, ({ at }) => at) } };
}

function loopRetries(program: Program): readonly Retry[] {
  const seen = new Set<PythonStatement>();
  return [...callsOf(program)].flatMap((site): readonly Retry[] => {
    if (!site.inLoop) return [];
    const loop = around(site).findLast(({ statement }) => statement.kind === 'loop')?.statement;
    if (loop === undefined || seen.has(loop)) return [];
    seen.add(loop);
    const found = retryingLoop(program, loop, site.place);
    const { scope, within, served } = scopeOf(program, site);
    if (found === undefined || !served || loop.kind !== 'loop') return [];
    const end = loop.header.at(-1)?.range.end ?? loop.range.end;
    return [{ ...found, at: shown('retry', site.place.file, { start: loop.range.start, end }), library: 'loop', scope, within }];
  });
}

function decoratorRetries(program: Program): readonly Retry[] {
  return [...program.files.values()].flatMap((file) => file.functions.flatMap(({ node, place }) => node.decorators.flatMap((decorator): readonly Retry[] => {
    const found = retryingDecorator(program, decorator, node, place);
    if (found === undefined) return [];
    const { scope, served } = scopeOf(program, { place: { file, chain: [...place.chain, node] }, guards: [], deferred: false });
    return served ? [{ ...found, at: shown('retry', file, decorator.range), scope, within: node.name }] : [];
  })));
}

/** `HTTPAdapter(max_retries=Retry(total=3, backoff_factor=1))`: https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html#urllib3.util.Retry */
function adapterRetries(program: Program): readonly Retry[] {
  return [...callsOf(program)].flatMap((site): readonly Retry[] => {
    const { call, place } = site;
    if (!isFrom(externalName(program, call.callee, place), 'urllib3', 'Retry') && !isFrom(externalName(program, call.callee, place), 'requests', 'Retry')) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served) return [];
    const number = (name: string, position?: number): Fact<number> => {
      const value = argumentOf(call, position, name);
      return value === undefined ? absent(name, place.file.source) : numberFact(name, follow(program, { expression: value, place }));
    };
    const [total, factor] = [number('total', 0), number('backoff_factor')];
    const attempts = total.state === 'known' ? derive('attempts', [total], (count) => count + 1) : total;
    const attempt = attemptIn(program, place.file.calls.filter((each) => requestOf(program, each)?.library === 'requests'));
    return [{
      at: shown('retry', place.file, call.range), library: 'urllib3', scope, within, attempts, timeout: attempt?.timeout ?? absent('timeout', place.file.source),
      waits: total.state === 'known' && factor.state === 'known' ? derive('waits', [factor, total], backedOff) : absent('waits'),
      pace: paceOf(factor), write: methodsOf(site) === 'writes' ? attempt?.write : undefined,
    }];
  });
}

const paceOf = (factor: Fact<number>): Retry['pace'] => (factor.state === 'unresolved' ? 'unknown' : factor.state === 'known' && factor.value > 0 ? 'growing' : 'none');

/** urllib3 waits `factor * 2 ** (n - 1)` before the n-th attempt after the first two, two minutes at most. */
const backedOff = (factor: number, total: number): number =>
  Array.from({ length: total }, (_, index) => (index === 0 ? 0 : Math.min(factor * 2 ** index, 120))).reduce((sum, each) => sum + each, 0);

/** POST is tried again only where `allowed_methods` says so. */
function methodsOf({ call, place }: CallSite): 'writes' | 'reads' {
  const methods = argumentOf(call, undefined, 'allowed_methods', 'method_whitelist');
  if (methods === undefined) return 'reads';
  return methods.kind === 'none' || (methods.kind === 'boolean' && !methods.value) || /post/i.test(place.file.source.text.slice(methods.range.start, methods.range.end)) ? 'writes' : 'reads';
}
