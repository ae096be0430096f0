import type { Change, Known, Option, Pool } from '#rule';

/** The number in the program that counts while no variable is set: `12` of `int(os.getenv("POOL", "12"))`, with its quotes. */
export function literalDefault({ value }: Option): Known<unknown> | undefined {
  if (value.state !== 'known' || value.provenance.kind !== 'derived') return undefined;
  const [basis, ...more] = value.provenance.from;
  if (basis?.state !== 'known' || more.length > 0 || basis.provenance.kind !== 'declared') return undefined;
  const { file, range } = basis.provenance;
  return /^(["'`]?)\d+\1$/.test(file.text.slice(range.start, range.end)) ? basis : undefined;
}

/** The variables that may say otherwise, in words: ` unless DB_POOL says otherwise`. Empty where none may. */
export function unlessSet(pool: Pool, { set }: { readonly set: Readonly<Record<string, number>> }): string {
  const names = pool.options.filter(({ name }) => name in set).flatMap((option) => literalDefault(option)?.name.replace(/ \(default\)$/, '') ?? []);
  return names.length === 0 ? '' : ` unless ${names.join(' or ')} says otherwise`;
}

/** Sizes as a change: options of the call, and defaults where a variable may say otherwise. */
export function changeTo(pool: Pool, { set }: { readonly set: Readonly<Record<string, number>> }): Change {
  const defaults: Change[] = [];
  const options: Record<string, number> = {};
  for (const [name, value] of Object.entries(set)) {
    const option = pool.options.find((each) => each.name === name);
    const standard = option === undefined ? undefined : literalDefault(option);
    if (standard?.provenance.kind !== 'declared') options[name] = value;
    else if (Number(standard.value) !== value) {
      const { file, range } = standard.provenance;
      const [quote = ''] = /^["'`]?/.exec(file.text.slice(range.start, range.end)) ?? [];
      defaults.push({ kind: 'replace', at: standard, text: `${quote}${value}${quote}` });
    }
  }
  const changes: readonly Change[] = Object.keys(options).length === 0 ? defaults : [{ kind: 'set-options', at: pool.at, set: options }, ...defaults];
  const [first, ...rest] = changes;
  if (first === undefined) return { kind: 'set-options', at: pool.at, set };
  return rest.length === 0 ? first : { kind: 'all', changes: [first, ...rest] };
}
