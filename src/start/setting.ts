import type { Expanded } from '../documents/shell/expand.ts';
import { certain } from '../documents/shell/expand.ts';
import type { Fact, Known } from '../model/fact.ts';
import type { Place } from './origin.ts';
import { knownAt, unresolvedAt } from './origin.ts';
import type { CommandLine, OptionUse } from './options.ts';
import type { Variable } from './path.ts';

/** One source's word on one setting of a server. */
export interface Setting {
  /** One text, or several where the setting is a list. */
  readonly values: readonly Expanded[];
  readonly place: Place;
  /** Who says so: `the command line`, `gunicorn.conf.py`. */
  readonly by: string;
}

/** Settings by name. */
export type Settings = ReadonlyMap<string, Setting>;

/** The options of a command line as settings: the last use counts, uses of a list add up. */
export function settingsOf(line: CommandLine, by: string): Settings {
  const settings = new Map<string, Setting>();
  for (const use of line.uses) {
    const name = use.row[0];
    const before = use.row[2] === 'list' ? settings.get(name) : undefined;
    const value = valueOfUse(use);
    settings.set(name, { values: [...(before?.values ?? []), value], place: before?.place ?? placeOfUse(use), by });
  }
  return settings;
}

function valueOfUse(use: OptionUse): Expanded {
  if (use.row[2] === 'flag') return certain('true');
  return use.row[2] === 'off' ? certain('false') : (use.value ?? certain('true'));
}

function placeOfUse(use: OptionUse): Place {
  const place = use.value ?? use.at;
  return { origin: place.origin, range: place.range };
}

/** A variable of the process as a setting. */
export function settingOfVariable(variable: Variable | undefined, name: string): Setting | undefined {
  if (variable === undefined || variable.expanded === 'unset' || variable.place === undefined) return undefined;
  return { values: [variable.expanded], place: variable.place, by: name };
}

/** The setting as a fact: its value where that is certain or has a default beside it. */
export function factOf<T>(name: string, setting: Setting, convert: (text: string) => T | undefined): Fact<T> {
  const [first] = setting.values;
  if (first === undefined || first.value === undefined) return unresolvedAt(setting.place, name, first?.reason ?? 'it has no value');
  const value = convert(first.value);
  if (value === undefined) return unresolvedAt(setting.place, name, `${JSON.stringify(first.value)} is no value for it`);
  return knownAt(setting.place, name, value);
}

/** The setting as a fact where a variable may stay in the text: `0.0.0.0:$PORT`. */
export function textFactOf(name: string, setting: Setting): Fact<string | readonly string[]> {
  const opaque = setting.values.find((value) => value.opaque);
  if (opaque !== undefined) return unresolvedAt(setting.place, name, opaque.reason ?? 'only a run tells');
  const texts = setting.values.map((value) => withDefaults(value.text));
  const [only] = texts;
  return knownAt(setting.place, name, texts.length === 1 && only !== undefined ? only : texts);
}

/** Platforms set PORT and nothing else, so other variables give way to the default beside them. */
function withDefaults(text: string): string {
  return text.replace(/\$\{(?!PORT\b)\w+:?-([^${}]*)\}/g, '$1');
}

/** A whole number, as Python's int() reads it. */
export function wholeNumber(text: string): number | undefined {
  const plain = text.trim().replaceAll('_', '');
  return /^[+-]?\d+$/.test(plain) ? Number(plain) : undefined;
}

/** A truth value, as click and gunicorn read it. */
export function truth(text: string): boolean | undefined {
  const plain = text.trim().toLowerCase();
  if (['true', '1', 'yes', 'on', 't', 'y'].includes(plain)) return true;
  return ['false', '0', 'no', 'off', 'f', 'n', ''].includes(plain) ? false : undefined;
}

/** A text as it is. */
export function sameText(text: string): string {
  return text;
}

/** True for a fact that can be shown. */
export function isKnown<T>(fact: Fact<T>): fact is Known<T> {
  return fact.state === 'known';
}
