import type { Applicability, Code, Option, Plain, Pool } from '#rule';
import { listed } from './words.ts';

/** Options that go, and those that come instead. */
export interface Repair {
  readonly title: string;
  readonly applicability: Extract<Applicability, 'safe' | 'review'>;
  readonly set: Readonly<Record<string, Plain | Code>>;
  readonly remove: readonly string[];
}

/** What becomes of one argument: other ones, none, or nothing that we could write. */
export type Counterpart =
  | { readonly set: Readonly<Record<string, Plain | Code>>; readonly isSure?: boolean }
  | { readonly because: string };

/** The argument has an exact counterpart, or none is needed. */
export const instead = (set: Readonly<Record<string, Plain | Code>>): Counterpart => ({ set, isSure: true });

/** The counterpart does nearly the same, which a person should see. */
export const nearly = (set: Readonly<Record<string, Plain | Code>>): Counterpart => ({ set });

/** The argument goes: the driver has no use for it. */
export const dropped: Counterpart = instead({});

/** Options behind a prefix that have one of these names. */
export function optionsNamed({ options }: Pool, prefix: string, names: readonly string[]): readonly Option[] {
  return options.filter(({ name }) => name.startsWith(prefix) && names.includes(name.slice(prefix.length).split('.')[0] ?? ''));
}

/**
 * What is to be written instead of some arguments; undefined where one of them has no counterpart or a value that only a run
 * would tell. An argument that the program gives already under its right name keeps that value.
 */
export function repaired(pool: Pool, wrong: readonly Option[], counterpart: (name: string, value: Plain, option: Option) => Counterpart): Repair | undefined {
  const set: Record<string, Plain | Code> = {};
  let isSure = true;
  for (const option of wrong) {
    const found = option.value.state === 'known' && !Array.isArray(option.value.value) ? counterpart(bare(option.name), option.value.value as Plain, option) : undefined;
    if (found === undefined || 'because' in found || !isWritten(option)) return undefined;
    isSure = isSure && (found.isSure ?? false);
    for (const [name, value] of Object.entries(found.set)) if (!pool.options.some((each) => each.name === name)) set[name] = value;
  }
  const remove = [...new Set(wrong.map(({ name }) => name))];
  return remove.length === 0 ? undefined : { title: titleOf(remove, Object.keys(set)), applicability: isSure ? 'safe' : 'review', set, remove };
}

/** True for an option that stands in the program, not in a variable of the environment. */
function isWritten({ value }: Option): boolean {
  return value.state === 'known' && value.provenance.kind === 'declared';
}

/** `sslmode` of `connect_args.sslmode`; the setting's name of `server_settings.jit`. */
function bare(name: string): string {
  return name.replace(/^(connect_args|url|pool)\./, '');
}

function titleOf(remove: readonly string[], set: readonly string[]): string {
  const names = (paths: readonly string[]) => listed([...new Set(paths.map((path) => bare(path).split('.')[0] ?? path))], 4);
  const where = remove.some((name) => name.startsWith('url.')) ? ' of the address' : '';
  if (set.length === 0) return `Take ${names(remove)} out${where}`;
  if (where !== '' && names(set) === names(remove)) return `Pass ${names(set)} to the engine, not in the address`;
  return `Write ${names(set)} instead of ${names(remove)}${where === '' ? '' : ' in the address'}`;
}
