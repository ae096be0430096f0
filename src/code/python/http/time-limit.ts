import type { PythonExpression } from '../../../documents/python-tree.ts';
import { absent, defaulted, type Fact } from '../../../model/fact.ts';
import type { HttpRequest } from '../../../model/facts/concurrency.ts';
import { follow, targetsOf } from '../follow.ts';
import { numberFact } from '../followed.ts';
import { libraryBaseOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import { argumentOf, keywordsOf } from '../shown.ts';
import type { RequestCall } from './request.ts';

type Limit = Pick<HttpRequest, 'limit' | 'timeout'>;

/** Limits that libraries have by themselves, in seconds; requests, urllib and urllib3 have none. */
const STANDARD: Readonly<Record<string, readonly [number, string]>> = {
  httpx: [5, 'https://www.python-httpx.org/advanced/timeouts/'],
  aiohttp: [300, 'https://docs.aiohttp.org/en/stable/client_reference.html#aiohttp.ClientTimeout'],
};

/** How long a request may take: by its own argument, by its client's, by the library. */
export function limitOf(program: Program, { call, place }: CallSite, { library, client }: RequestCall): Limit {
  const own = givenTo(program, { call, place }, library === 'urllib' ? 2 : undefined);
  if (own !== undefined) return own;
  const made = client?.call === undefined ? undefined : givenTo(program, { call: client.call, place: client.place }, undefined);
  if (library !== 'requests' && made !== undefined) return made;
  if (client?.own !== undefined || isLimitedElsewhere(program, library)) return { limit: 'unknown', timeout: absent('timeout', place.file.source) };
  const standard = STANDARD[library];
  if (standard === undefined) return { limit: 'none', timeout: absent('timeout', place.file.source) };
  if (client !== undefined && client.call === undefined) return { limit: 'unknown', timeout: absent('timeout', place.file.source) };
  return { limit: 'given', timeout: defaulted('timeout', standard[0], library, standard[1]) };
}

function givenTo(program: Program, { call, place }: Pick<CallSite, 'call' | 'place'>, position: number | undefined): Limit | undefined {
  const { keywords, complete } = keywordsOf(program, call, place);
  const spot = keywords.findLast(({ name }) => name === 'timeout')?.spot;
  const positional = spot === undefined && position !== undefined ? argumentOf(call, position) : undefined;
  const found = spot ?? (positional && { expression: positional, place });
  if (found === undefined) return complete ? undefined : { limit: 'unknown', timeout: absent('timeout', place.file.source) };
  const value = longestOf(program, found);
  if (value === undefined || value.expression.kind === 'none') return { limit: value === undefined ? 'unknown' : 'none', timeout: absent('timeout', place.file.source) };
  return { limit: 'given', timeout: secondsOf(program, value) };
}

/** What says how long it may take as a whole: `total` of a ClientTimeout, the second of two, the value itself; undefined where nothing does. */
function longestOf(program: Program, spot: Spot): Spot | undefined {
  const [target] = targetsOf(program, spot);
  if (target === undefined) return spot;
  const { expression, place } = target;
  const at = (part: PythonExpression | undefined): Spot | undefined => (part === undefined ? undefined : { expression: part, place });
  if (expression.kind === 'tuple') return at(expression.items.at(-1));
  if (expression.kind !== 'call') return target;
  const made = externalName(program, expression.callee, place);
  if (isFrom(made, 'aiohttp', 'ClientTimeout')) return at(argumentOf(expression, 0, 'total'));
  return isFrom(made, 'httpx', 'Timeout') ? at(argumentOf(expression, 0, 'timeout')) : target;
}

function secondsOf(program: Program, spot: Spot): Fact<number> {
  return numberFact('timeout', follow(program, spot));
}

/** An adapter or a default of sockets may say it for all requests of the program. */
function isLimitedElsewhere(program: Program, library: string): boolean {
  if (library === 'requests') {
    const adapters = [...program.files.values()].some((file) => file.classes.some(({ node, place }) => isFrom(libraryBaseOf(program, node, place), 'requests', 'HTTPAdapter', 'Session')));
    const patched = [...program.files.values()].some((file) => file.assignments.some(({ target }) => target.kind === 'attribute' && target.name === 'request'));
    if (adapters || patched) return true;
  }
  if (library !== 'requests' && library !== 'urllib' && library !== 'urllib3') return false;
  return [...callsOf(program)].some(({ call, place }) => isFrom(externalName(program, call.callee, place), 'socket', 'setdefaulttimeout'));
}
