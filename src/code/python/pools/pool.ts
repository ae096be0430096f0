import { declared, defaulted, derive, undecidable, unresolved, valueOf, type Fact, type Known } from '../../../model/fact.ts';
import type { Option, Pool } from '../../../model/facts/data.ts';
import { numberFact } from '../followed.ts';
import { follow } from '../follow.ts';
import type { Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { keywordsOf, optionsOf, shown, type Keyword } from '../shown.ts';

/** What a library does when nobody says otherwise, and where that is written. */
export interface Standard {
  readonly of: string;
  readonly reference: string;
}

/** The keywords of a call that makes a pool. */
export interface PoolArguments {
  readonly keywords: readonly Keyword[];
  readonly complete: boolean;
  readonly options: readonly Option[];
}

/** The arguments of a call as options. */
export function poolArguments(program: Program, site: CallSite): PoolArguments {
  const { keywords, complete } = keywordsOf(program, site.call, site.place);
  return { keywords, complete, options: optionsOf(program, keywords) };
}

/** A number that a keyword sets, or the library's default; unresolved when it may hide behind `**`. */
export function numberOf(
  program: Program,
  site: CallSite,
  given: PoolArguments,
  wanted: { readonly name: string; readonly fallback: number; readonly standard: Standard; readonly position?: number },
): Fact<number> {
  const keyword = given.keywords.findLast((each) => each.name === wanted.name);
  const positional = wanted.position === undefined ? undefined : site.call.arguments[wanted.position];
  const spot = keyword?.spot
    ?? (positional?.name === undefined && positional?.splat === '' ? { expression: positional.value, place: site.place } : undefined);
  if (spot !== undefined) {
    const followed = follow(program, spot);
    if (followed.state === 'literal' && followed.value === undefined) return standardOf(wanted);
    return numberFact(wanted.name, followed);
  }
  const isSpread = wanted.position !== undefined && site.call.arguments.slice(0, wanted.position + 1).some(({ splat }) => splat === '*');
  if (isSpread) return unresolved(wanted.name, 'its arguments come from a list that is made while the program runs', site.place.file.source, site.call.range);
  if (!given.complete) return unresolved(wanted.name, 'its arguments come from a dictionary that is made while the program runs', site.place.file.source, site.call.range);
  return standardOf(wanted);
}

function standardOf({ name, fallback, standard }: { readonly name: string; readonly fallback: number; readonly standard: Standard }): Known<number> {
  return defaulted(name, fallback, standard.of, standard.reference);
}

/** Most connections of a pool with an overflow: a size of 0 or an overflow of -1 limits nothing. */
export function maximumOf(size: Fact<number>, overflow: Fact<number>): Fact<number> {
  if (valueOf(size) === 0 || valueOf(overflow) === -1) return derive('maximum', [size, overflow].filter((each) => each.state === 'known'), () => Number.POSITIVE_INFINITY);
  if (size.state === 'known' && overflow.state === 'known') return derive('maximum', [size, overflow], (a, b) => a + b);
  const unknown = size.state === 'known' ? overflow : size;
  return undecidable('maximum', unknown.state === 'unresolved' ? unknown.reason : 'its size is not known', [unknown]);
}

/** The number of an option, text of an address included. */
export function numberedOption(name: string, value: Option['value']): Fact<number> {
  if (value.state !== 'known') return value;
  const number = typeof value.value === 'boolean' || value.value === '' ? Number.NaN : Number(value.value);
  return Number.isNaN(number) ? undecidable(name, 'it is not a number', [value]) : { ...value, name, value: number };
}

/** A number that follows from what the call is. */
export function fixed(name: string, value: number, site: CallSite): Known<number> {
  return declared(name, value, site.place.file.source, site.call.range);
}

/** The parts of a pool that follow from where its call stands. */
export function poolPlace(program: Program, site: CallSite): Pick<Pool, 'at' | 'scope' | 'within' | 'served'> {
  return { at: shown('pool', site.place.file, site.call.range), ...scopeOf(program, site) };
}
