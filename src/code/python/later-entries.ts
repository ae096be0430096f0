import type { PythonExpression } from '../../documents/python-tree.ts';
import { mayRun } from './follow.ts';
import type { Keyword } from './keyword.ts';
import type { Program } from './program.ts';
import type { Guard, Place } from './python-file.ts';
import { guardedForSqlite } from './sqlite-guard.ts';

type NameExpression = PythonExpression & { readonly kind: 'name' };

/** An entry with the tests that decide whether it is made. */
interface GuardedEntry extends Keyword {
  readonly guards: readonly Guard[];
}

/**
 * What `options['x'] = 1` and `options.update(x=1)` add to a dictionary after it was made, as far as it reaches the place where the
 * dictionary is read: entries for SQLite do not count, nor those of a branch that the reader does not stand in. Of two branches of one
 * test, which never run together, the one that gives more entries counts.
 */
export function laterEntries(program: Program, read: NameExpression, place: Place): readonly Keyword[] {
  const all = [...assignedEntries(read.name, place), ...updatedEntries(read.name, place)];
  const reaching = all.filter(({ guards }) => guardedForSqlite(place, guards) !== true && mayRun(program, guards, place) && !excludes(guards, guardsOf(read, place)));
  return reaching.filter((entry) => !isOutnumbered(entry, reaching));
}

const isHere = (place: Place, other: Place): boolean => other.chain.at(-1) === place.chain.at(-1);

function assignedEntries(name: string, place: Place): readonly GuardedEntry[] {
  return place.file.assignments.flatMap(({ target, value, place: at, guards }) => {
    if (target.kind !== 'subscript' || target.object.kind !== 'name' || target.object.name !== name || target.index.kind !== 'string' || !isHere(place, at)) return [];
    return [{ name: target.index.value, spot: { expression: value, place: at }, guards }];
  });
}

function updatedEntries(name: string, place: Place): readonly GuardedEntry[] {
  return place.file.calls.flatMap(({ call, place: at, guards }) => {
    const { callee } = call;
    if (callee.kind !== 'attribute' || callee.name !== 'update' || callee.object.kind !== 'name' || callee.object.name !== name || !isHere(place, at)) return [];
    return call.arguments.flatMap((argument): readonly GuardedEntry[] => {
      if (argument.name !== undefined) return [{ name: argument.name, spot: { expression: argument.value, place: at }, guards }];
      if (argument.value.kind !== 'dict') return [];
      return argument.value.entries.flatMap((entry) => (entry.key?.kind === 'string' ? [{ name: entry.key.value, spot: { expression: entry.value, place: at }, guards }] : []));
    });
  });
}

/** The tests around the call that is given the dictionary. */
function guardsOf(read: NameExpression, { file }: Place): readonly Guard[] {
  return file.calls.find(({ call }) => call.arguments.some(({ value }) => value === read))?.guards ?? [];
}

/** True where one stands in a branch whose opposite the other stands in. */
function excludes(guards: readonly Guard[], others: readonly Guard[]): boolean {
  return guards.some(({ test, holds }) => others.some((other) => other.test === test && other.holds !== holds));
}

function isOutnumbered({ guards }: GuardedEntry, entries: readonly GuardedEntry[]): boolean {
  return guards.some(({ test, holds }) => {
    const inBranch = (branch: boolean) => entries.filter((each) => each.guards.some((guard) => guard.test === test && guard.holds === branch)).length;
    return inBranch(!holds) > inBranch(holds);
  });
}
