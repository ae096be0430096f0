import type { Code, Plain } from '../../model/change.ts';
import type { Container, Written } from './containers.ts';
import { literalOf } from './literals.ts';
import type { Style } from './style.ts';

/** An option that is to come: the names of the dictionaries around it, and its own. */
export interface NewOption {
  readonly path: readonly string[];
  readonly value: Plain | Code;
}

/** A new entry as it is written. */
export interface EntryText {
  /** `name=value`, or `"name": value` with the signs that the neighbours have. */
  readonly text: string;
  /** The keyword, or the key with its quotes. */
  readonly name: string;
  readonly value: string;
}

/** New entries in the way of a call or dictionary. */
export function entryTexts({ file: { text } }: Written, { kind, entries }: Container, added: readonly NewOption[], style: Style): readonly EntryText[] {
  const named = entries.filter((entry) => entry.name !== undefined);
  const signs = named.map((entry) => /[^\w"']+$/.exec(text.slice(entry.range.start, entry.value.range.start))?.[0] ?? '');
  const [common = ''] = signs;
  const isCommon = signs.every((sign) => sign === common) && /^ ?[=:] ?$/.test(common);
  const sign = isCommon ? common : kind === 'call' ? '=' : ': ';
  const key = named[0] === undefined ? undefined : text[named[0].range.start];
  const quote = key === '"' || key === "'" ? key : style.quote;
  const own = kind === 'call' ? style : { ...style, quote };
  return [...headsOf(added)].map(([head, below]) => {
    const [name, value] = [kind === 'call' ? head : literalOf(head, own), valueOf(below, own)];
    return { text: `${name}${sign}${value}`, name, value };
  });
}

/** Options by their first name; what is left of their paths stands below it. */
function headsOf(options: readonly NewOption[]): ReadonlyMap<string, readonly NewOption[]> {
  const heads = new Map<string, NewOption[]>();
  for (const { path: [head = '', ...rest], value } of options) heads.set(head, [...(heads.get(head) ?? []), { path: rest, value }]);
  return heads;
}

function valueOf(options: readonly NewOption[], style: Style): string {
  const own = options.find(({ path }) => path.length === 0);
  if (own !== undefined) return literalOf(own.value, style);
  return `{${[...headsOf(options)].map(([name, below]) => `${literalOf(name, style)}: ${valueOf(below, style)}`).join(', ')}}`;
}
