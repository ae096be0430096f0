import type { Evidence, Fact, Known } from '../../model/fact.ts';
import { declared, unresolved } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';

/** A value that a configuration can hold; undefined is Python's None. */
export type Literal = string | number | boolean | undefined;

interface At {
  readonly file: SourceFile;
  readonly range: Range;
  /** Environment variables that decide or can change the value. */
  readonly variables: readonly string[];
}

/** What following an expression gave. */
export type Followed =
  /** A value. With variables it is the one that counts while none of them is set. */
  | (At & { readonly state: 'literal'; readonly value: Literal; readonly from: readonly Known<string>[] })
  /** It comes from a variable that nothing sets and that has no default. Without variables it is certain that nothing does. */
  | (At & { readonly state: 'unset' })
  | (At & { readonly state: 'unknown'; readonly reason: string });

/** A value written in a file. */
export function literal(value: Literal, file: SourceFile, range: Range): Followed {
  return { state: 'literal', value, file, range, variables: [], from: [] };
}

/** A value that cannot be told; the reason reads after "because". */
export function unknown(reason: string, file: SourceFile, range: Range, variables: readonly string[] = []): Followed {
  return { state: 'unknown', reason, file, range, variables };
}

/** The same with more variables that can change it. */
export function withVariables(followed: Followed, variables: readonly string[]): Followed {
  return variables.length === 0 ? followed : { ...followed, variables: [...new Set([...followed.variables, ...variables])] };
}

/** One value from several that may count: they must agree, and one that is not set gives way. */
export function agreed(all: readonly Followed[], file: SourceFile, range: Range): Followed {
  const variables = [...new Set(all.flatMap((each) => each.variables))];
  const literals = all.filter((each) => each.state === 'literal');
  const [first] = literals;
  const doubtful = all.find((each) => each.state === 'unknown');
  if (doubtful !== undefined) return withVariables(doubtful, variables);
  if (first === undefined) return all[0] === undefined ? unknown('nothing gives it a value', file, range) : withVariables(all[0], variables);
  const given = literals.filter((each) => each.value !== undefined);
  const values = new Set((given.length > 0 ? given : literals).map((each) => each.value));
  if (values.size > 1) return unknown('it depends on a condition', file, range, variables);
  return withVariables(given[0] ?? first, variables);
}

/** A value with another one in its place; undefined from `convert` means that it cannot be told. */
export function mapLiteral(followed: Followed, convert: (value: Literal) => Literal | 'unknown'): Followed {
  if (followed.state !== 'literal') return followed;
  const value = convert(followed.value);
  return value === 'unknown' ? unknown('it is calculated', followed.file, followed.range, followed.variables) : { ...followed, value };
}

/** What was followed as a fact. A default beside a variable is derived from the literal, so that it counts as less certain. */
export function factOf(name: string, followed: Followed): Fact<string | number | boolean> {
  const { file, range, variables } = followed;
  if (followed.state === 'unknown') return unresolved(name, followed.reason, file, range);
  if (followed.state === 'unset') return unresolved(name, variables.length === 0 ? 'its variable is not set' : `the variable ${variables.join(' or ')} decides`, file, range);
  if (followed.value === undefined) return unresolved(name, 'it is None, which leaves the choice to the library', file, range);
  const { value, from } = followed;
  if (from.length > 0) return { state: 'known', name, value, provenance: { kind: 'derived', from } };
  const [variable] = variables;
  if (variable === undefined) return declared(name, value, file, range);
  const basis: Evidence = declared(`${variable} (default)`, value, file, range);
  return { state: 'known', name, value, provenance: { kind: 'derived', from: [basis] } };
}

/** A fact that must be a number. */
export function numberFact(name: string, followed: Followed): Fact<number> {
  const fact = factOf(name, followed);
  if (fact.state !== 'known') return fact;
  const value = typeof fact.value === 'string' && fact.value.trim() !== '' ? Number(fact.value) : fact.value;
  if (typeof value === 'number' && !Number.isNaN(value)) return { ...fact, value };
  return unresolved(name, 'it is not a number', followed.file, followed.range);
}
