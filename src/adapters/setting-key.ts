import type { Plain } from '../model/change.ts';
import type { FactName } from '../model/facts.ts';

/** Where a fact stands in one kind of file, and how its values are written there. */
export interface SettingKey {
  readonly fact: FactName;
  /** Undefined where it is written only in the place of a value that is there: a new one would need more keys beside it. */
  readonly path: readonly string[] | undefined;
  /** The value as it is written, beside the one that it takes the place of; undefined where the file has no word for it. */
  readonly written: (value: Plain, before: Plain | undefined) => Plain | undefined;
}

/** A fact that is written as it is. */
export function plain(fact: FactName, path: SettingKey['path'] = []): SettingKey {
  return { fact, path, written: (value) => value };
}

/** A fact that has names in the file; they are taken in any case, and written in the case of the one that is there. */
export function choice(fact: FactName, path: readonly string[], names: Readonly<Record<string, string>>): SettingKey {
  return {
    fact, path,
    written: (value, before) => {
      const name = Object.keys(names).find((key) => names[key] === value);
      return typeof before === 'string' && before !== '' && before === before.toLowerCase() ? name?.toLowerCase() : name;
    },
  };
}
