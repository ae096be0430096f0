import type { DataNode } from '../../documents/data.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Settings } from '../config.ts';
import { entriesOf, note, settingOf, suggestion, wordOf, type Reading } from './reading.ts';

/** What a rule can be set to. */
const LEVELS = ['off', ...SEVERITIES] as const;

/** Rules and categories (`server/*`) with what they are set to. */
export function readRules(reading: Reading, node: DataNode | undefined): Settings['rules'] {
  const rules = new Map<string, NonNullable<ReturnType<Settings['rules']['get']>>>();
  for (const entry of entriesOf(reading, node, 'rules')) {
    const level = wordOf(reading, entry.value, entry.key, LEVELS);
    if (isKnown(reading, entry.key) && level !== undefined) rules.set(entry.key, settingOf(reading, entry, level));
    if (!isKnown(reading, entry.key)) noteUnknown(reading, entry.key, entry.keyRange);
  }
  return rules;
}

/** Notes a rule that nobody knows. */
export function noteUnknown(reading: Reading, name: string, range: { readonly start: number; readonly end: number }): void {
  const { rules, categories } = reading.context.known;
  const isCategory = name.endsWith('/*');
  const names = isCategory ? categories.map((category) => `${category}/*`) : rules;
  note(reading, range, `there is no ${isCategory ? 'category' : 'rule'} "${name}"`, () => suggestion(name, names, isCategory ? undefined : '`optimize rules` lists them'));
}

function isKnown({ context: { known } }: Reading, name: string): boolean {
  return known.rules.includes(name) || known.categories.some((category) => `${category}/*` === name);
}
