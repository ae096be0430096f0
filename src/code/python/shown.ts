import type { PythonCall, PythonExpression } from '../../documents/python-tree.ts';
import { declared, type Fact, type Known } from '../../model/fact.ts';
import type { Option } from '../../model/facts/data.ts';
import type { Range } from '../../text/range.ts';
import { factOf, unknown } from './followed.ts';
import { follow, targetsOf } from './follow.ts';
import { returnedBy } from './instances.ts';
import { externalName, functionOf } from './origins.ts';
import type { Program } from './program.ts';
import type { Keyword } from './keyword.ts';
import { laterEntries } from './later-entries.ts';
import type { Place, PythonFile, Spot } from './python-file.ts';

export type { Keyword } from './keyword.ts';

/** A piece of code as a fact: its text on one line, and its place. */
export function shown(name: string, file: PythonFile, range: Range): Known<string> {
  const text = file.source.text.slice(range.start, Math.min(range.end, range.start + 2000)).replace(/\s+/g, ' ').replace(/:\/\/([^\s:@/]*):[^\s@/]+@/g, '://$1:***@');
  return declared(name, text.length > 160 ? `${text.slice(0, 157)}...` : text, file.source, range);
}

/** The argument at a position or with one of the names. */
export function argumentOf(call: PythonCall, position: number | undefined, ...names: readonly string[]): PythonExpression | undefined {
  const named = call.arguments.find((each) => each.name !== undefined && names.includes(each.name));
  if (named !== undefined) return named.value;
  if (position === undefined) return undefined;
  const before = call.arguments.slice(0, position + 1);
  if (before.some((each) => each.splat === '*')) return undefined;
  const found = before[position];
  return found?.name === undefined && found?.splat === '' ? found.value : undefined;
}

/** The keywords of a call; `complete` is false when some come from a place that cannot be told. */
export function keywordsOf(program: Program, call: PythonCall, place: Place): { readonly keywords: readonly Keyword[]; readonly complete: boolean } {
  const keywords: Keyword[] = [];
  let complete = true;
  for (const argument of call.arguments) {
    if (argument.name !== undefined) keywords.push({ name: argument.name, spot: { expression: argument.value, place } });
    if (argument.splat !== '**') continue;
    const entries = dictEntries(program, { expression: argument.value, place });
    complete = complete && entries !== undefined;
    keywords.push(...(entries ?? []));
  }
  return { keywords, complete };
}

/** The entries of a dictionary that is written down, `dict(a=1)` included; undefined when it is made while the program runs. */
export function dictEntries(program: Program, spot: Spot, left = 4): readonly Keyword[] | undefined {
  const targets = targetsOf(program, spot);
  const [target] = targets;
  if (target === undefined || targets.length > 1 || left === 0) return undefined;
  const { expression, place } = target;
  const mutated = spot.expression.kind === 'name' ? laterEntries(program, spot.expression, place) : [];
  if (expression.kind === 'call' && externalName(program, expression.callee, place) === 'builtins.dict') {
    const { keywords, complete } = keywordsOf(program, expression, place);
    return complete ? [...keywords, ...mutated] : undefined;
  }
  if (expression.kind === 'call') return returnedEntries(program, expression, place, left);
  if (expression.kind !== 'dict') return undefined;
  const result: Keyword[] = [];
  for (const entry of expression.entries) {
    const inner = entry.key === undefined ? dictEntries(program, { expression: entry.value, place }, left - 1) : undefined;
    if (entry.key === undefined && inner === undefined) return undefined;
    result.push(...(inner ?? []));
    if (entry.key?.kind === 'string') result.push({ name: entry.key.value, spot: { expression: entry.value, place } });
  }
  return [...result, ...mutated];
}

/** The dictionary that a function of the project returns. */
function returnedEntries(program: Program, call: PythonCall, place: Place, left: number): readonly Keyword[] | undefined {
  const own = functionOf(program, call.callee, place);
  const returned = own === undefined ? [] : returnedBy(own.node);
  const [only] = returned;
  if (own === undefined || only === undefined || returned.length > 1) return undefined;
  return dictEntries(program, { expression: only, place: { file: own.place.file, chain: [...own.place.chain, own.node] } }, left - 1);
}

/** The keywords as options; a dictionary's entries get the name of their keyword before a dot. */
export function optionsOf(program: Program, keywords: readonly Keyword[], depth = 3): readonly Option[] {
  return keywords.flatMap(({ name, spot }): readonly Option[] => {
    if (isNone(program, spot) || /passw|secret|token/i.test(name)) return [];
    const entries = depth > 1 ? dictEntries(program, spot) : undefined;
    if (entries !== undefined) {
      return optionsOf(program, entries.map((each) => ({ name: `${name}.${each.name}`, spot: each.spot })), depth - 1);
    }
    return [{ name, value: optionValue(program, name, spot) }];
  });
}

/** `None` leaves the choice to the library, as if nobody had written the keyword. */
function isNone(program: Program, spot: Spot): boolean {
  const followed = follow(program, spot);
  return followed.state === 'literal' && followed.value === undefined;
}

/** The value of one option: a literal, a list of texts, or the last name of a library's class. */
function optionValue(program: Program, name: string, spot: Spot): Fact<string | number | boolean | readonly string[]> {
  const followed = follow(program, spot);
  if (followed.state !== 'unknown') return factOf(name, followed);
  const [target] = targetsOf(program, spot);
  const { expression, place } = target ?? spot;
  const file = place.file.source;
  if (expression.kind === 'list' || expression.kind === 'tuple') {
    const items = expression.items.map((item) => follow(program, { expression: item, place }));
    const texts = items.flatMap((item) => (item.state === 'literal' && typeof item.value === 'string' ? [item.value] : []));
    if (texts.length === items.length) return declared(name, texts, file, expression.range);
  }
  const external = externalName(program, expression, place) ?? externalName(program, spot.expression, spot.place);
  if (external !== undefined && !external.startsWith('builtins.')) {
    return declared(name, external.slice(external.lastIndexOf('.') + 1), spot.place.file.source, spot.expression.range);
  }
  return factOf(name, unknown(followed.reason, followed.file, followed.range, followed.variables));
}
