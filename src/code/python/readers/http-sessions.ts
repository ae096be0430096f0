import type { HttpSession } from '../../../model/facts/concurrency.ts';
import type { Option } from '../../../model/facts/data.ts';
import { targetsOf } from '../follow.ts';
import { endingOf } from '../http/ending.ts';
import { loopAt } from '../http/running-loop.ts';
import { importsLibrary } from '../imports-library.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { keywordsOf, optionsOf, shown, type Keyword } from '../shown.ts';
import { listFact } from './list-fact.ts';

const MAKERS: readonly (readonly [string, readonly string[], HttpSession['library'], HttpSession['kind']])[] = [
  ['aiohttp', ['ClientSession'], 'aiohttp', 'session'], ['aiohttp', ['TCPConnector'], 'aiohttp', 'connector'],
  ['httpx', ['AsyncClient'], 'httpx', 'session'],
];

/** Options that are objects of their own. */
const NESTED = new Set(['connector', 'timeout', 'limits']);

/** Sessions and connectors of asynchronous HTTP libraries. */
export function readHttpSessions(program: Program): ReaderResult {
  const sessions = !importsLibrary(program, /^(?:aiohttp|httpx)(?:\.|$)/) ? [] : [...callsOf(program)].flatMap((site): readonly HttpSession[] => {
    const name = externalName(program, site.call.callee, site.place);
    const maker = MAKERS.find(([library, names]) => isFrom(name, library, ...names));
    if (maker === undefined) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served) return [];
    return [{
      at: shown(maker[3], site.place.file, site.call.range), library: maker[2], kind: maker[3], scope, within,
      loop: site.deferred ? undefined : loopAt(program, site.place), closed: endingOf(site), options: optionsAt(program, site),
    }];
  });
  return { facts: { 'http.sessions': listFact('http.sessions', sessions, ({ at }) => at) } };
}

function optionsAt(program: Program, site: CallSite): readonly Option[] {
  const { keywords } = keywordsOf(program, site.call, site.place);
  return keywords.flatMap((keyword) => [...optionsOf(program, [keyword]), ...innerOptions(program, keyword)]);
}

/** `connector=TCPConnector(limit=10)` gives `connector.limit`. */
function innerOptions(program: Program, { name, spot }: Keyword): readonly Option[] {
  const [target] = NESTED.has(name) ? targetsOf(program, spot) : [];
  if (target?.expression.kind !== 'call') return [];
  const { keywords } = keywordsOf(program, target.expression, target.place);
  return optionsOf(program, keywords).map((option) => ({ ...option, name: `${name}.${option.name}` }));
}
