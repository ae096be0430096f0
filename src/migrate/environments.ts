import type { Setting } from './settings.ts';
import { codeOf, lineOf, WIDEST, type Style } from './style.ts';
import { isSame, type Value } from './value.ts';

/** A choice between more than two values takes a line for each when it has more columns than this. */
const WIDEST_CHAIN = 72;

/** What stands for "this is the environment" in code, by environment: `production`, `ctx.environment === "staging"`. */
export type Conditions = ReadonlyMap<string, string>;

/** The environments in which some settings differ, in the order in which the old files name them. */
export function environmentsOf(settings: readonly Setting[]): readonly string[] {
  const fields = settings.flatMap((setting) => setting.fields).filter(({ isConditional }) => isConditional).map(({ field }) => field);
  const files = [...new Set(fields.map(({ file }) => file))];
  const ordered = files.flatMap((file) => fields.filter((field) => field.file === file).sort((a, b) => a.range.start - b.range.start));
  return [...new Set(ordered.flatMap(({ environment }) => environment ?? []))];
}

/** Words that cannot name a constant, and names that the generated code uses itself. */
const TAKEN = new Set(('await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements '
  + 'import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while '
  + 'with yield arguments eval async of ctx defineRailway project service NaN Infinity').split(' '));

/** A constant's name that is not taken yet: `worker` of "worker", `myApi` of "my-api". */
export function nameFor(text: string, taken: ReadonlySet<string>, otherwise: string): string {
  const [first = '', ...rest] = text.split(/[^\p{L}\p{Nd}_$]+/u).filter((word) => word !== '');
  const words = (/^[A-Z0-9_]+$/.test(first) ? first.toLowerCase() : first.slice(0, 1).toLowerCase() + first.slice(1)) + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  const plain = words === '' ? otherwise : /^\p{Nd}/u.test(words) ? otherwise + words : words;
  const isFree = (name: string) => !TAKEN.has(name) && !taken.has(name);
  if (isFree(plain)) return plain;
  const longer = plain + otherwise.slice(0, 1).toUpperCase() + otherwise.slice(1);
  if (isFree(longer)) return longer;
  let count = 2;
  while (!isFree(`${longer}${count}`)) count += 1;
  return `${longer}${count}`;
}

interface Branch {
  readonly condition: string;
  readonly value: Value | undefined;
}

/** A setting's value as code: the value, or a choice by environment. */
export function settingCode({ base, environments }: Setting, conditions: Conditions, style: Style, at: { readonly indent: string; readonly column: number }): string {
  const branches = branchesOf(environments, conditions);
  if (branches.length === 0) return codeOf(base, style, at);
  const line = `${branches.map(({ condition, value }) => `${condition} ? ${lineOf(value, style)} : `).join('')}${lineOf(base, style)}`;
  if (at.column + line.length + 1 <= (branches.length === 1 ? WIDEST : WIDEST_CHAIN)) return line;
  return brokenChoice(branches, base, style, at.indent);
}

/** `production ? 4 : staging ? 2 : 1`, a line for each part. */
function brokenChoice([first, ...others]: readonly Branch[], base: Value | undefined, style: Style, indent: string): string {
  const inner = indent + style.unit;
  const place = { indent: inner, column: inner.length + 2 };
  if (first === undefined) return codeOf(base, style, { indent, column: place.column });
  return `${first.condition}\n${inner}? ${codeOf(first.value, style, place)}\n${inner}: ${brokenChoice(others, base, style, inner)}`;
}

/** Environments that have the same value share a branch. */
function branchesOf(environments: Setting['environments'], conditions: Conditions): readonly Branch[] {
  const branches: { conditions: string[]; value: Value | undefined }[] = [];
  for (const [environment, value] of environments) {
    const condition = conditions.get(environment) ?? 'false';
    const same = branches.find((branch) => isSame(branch.value, value));
    if (same === undefined) branches.push({ conditions: [condition], value });
    else same.conditions.push(condition);
  }
  return branches.map(({ conditions: names, value }) => ({ condition: names.join(' || '), value }));
}
