import { valueOf, type Change, type Dependency, type Evidence, type Fact, type Pool } from '#rule';
import type { Repair } from './driver-repairs.ts';

/** What a driver does with arguments that are not its own. */
export interface Mistake {
  readonly message: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** True when it goes on without them, false when it raises an error. */
  readonly isIgnored: boolean;
  /** What a person has to do where there is no repair. */
  readonly title: string;
  readonly repair?: Repair | Rewritten | undefined;
}

/** A repair that is no matter of options. */
export interface Rewritten extends Pick<Repair, 'title' | 'applicability'> {
  readonly change: Change;
}

/** What a driver refuses, or takes and does nothing with. */
export interface Refusal {
  readonly who: string;
  /** Where the arguments stand: `, which SQLAlchemy passes on from the address`. */
  readonly where?: string;
  /** What that means: `the pool keeps its default size`. */
  readonly so?: string;
  readonly isIgnored?: boolean;
  readonly title: string;
  readonly repair?: Repair | undefined;
}

/** The options of a pool with one of these names, behind a prefix such as `url.`. */
export function named({ options }: Pool, prefix: string, names: readonly string[]): readonly (readonly [string, Evidence])[] {
  return options.flatMap(({ name, value }) => {
    const bare = name.startsWith(prefix) ? name.slice(prefix.length).split('.')[0] : undefined;
    return bare !== undefined && names.includes(bare) ? [[bare, value as Evidence] as const] : [];
  });
}

/** One mistake from some arguments, none from none. */
export function refused(found: readonly (readonly [string, Evidence])[], { who, where = '', so, isIgnored = false, title, repair }: Refusal): readonly Mistake[] {
  const [first, ...rest] = found;
  if (first === undefined) return [];
  const names = [...new Set(found.map(([name]) => name))];
  const last = names.at(-1) ?? '';
  const list = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  const message = `${who} ${isIgnored ? 'ignores' : 'refuses'} ${list}${where}${so === undefined ? '' : `: ${so}`}`;
  return [{ message, evidence: [first[1], ...rest.map(([, fact]) => fact)], isIgnored, title, repair }];
}

/** Whether a package has reached a release; undefined when it is not declared. A range without an upper end is the newest that it allows. */
export function hasReached(dependencies: Fact<readonly Dependency[]> | undefined, name: string, major: number, minor = 0): boolean | undefined {
  const found = valueOf(dependencies)?.find((each) => each.name === name);
  if (found === undefined) return undefined;
  const text = (found.version ?? found.specifier).trim();
  const [, first, second] = /(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  const isBounded = found.version !== undefined || /^[\d^~=]|</.test(text);
  if (!isBounded || first === undefined) return true;
  const [, upper, upperMinor = '0'] = /<\s*(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (upper !== undefined) return Number(upper) > major || (Number(upper) === major && Number(upperMinor) > minor);
  if (Number(first) !== major) return Number(first) > major;
  return allowsEveryMinor(text) || Number(second ?? 0) >= minor;
}

/** `^4.0`, `~=4.0`, `4.*`: the newest release of the major version. */
function allowsEveryMinor(specifier: string): boolean {
  return /^(?:\^|~=\s*\d+(?:\.\d+)?\s*$|(?:==\s*)?\d+\.[*x])/.test(specifier);
}

/** What stands behind `?` of an address that is written down. */
export function queryOf(pool: Pool): readonly (readonly [string, Evidence])[] {
  const { database } = pool;
  if (database.state !== 'known' || !database.value.includes('://')) return [];
  const query = database.value.split('?')[1] ?? '';
  return query.split('&').flatMap((pair) => {
    const [name] = /^\w+(?==)/.exec(pair) ?? [];
    return name === undefined ? [] : [[name, database] as const];
  });
}
