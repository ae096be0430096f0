import type { Fact, Known } from '../model/fact.ts';
import { defaulted } from '../model/fact.ts';
import type { FactName, FactSet } from '../model/facts.ts';
import type { Override } from '../model/project.ts';
import { unresolvedAt } from './origin.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Setting } from './setting.ts';
import { factOf, isKnown } from './setting.ts';
import { statedOptions } from './stated-options.ts';

/** A fact of a server and the setting that it is. */
export interface SettingRow {
  readonly fact: FactName;
  readonly setting: string;
  readonly convert: (text: string) => unknown;
  /** What the server takes when nobody says otherwise; undefined when it takes nothing. */
  readonly fallback?: unknown;
  /** Where the default is written. */
  readonly reference: string;
}

/** The facts of one server, and what lost. */
export interface ServerReading {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  readonly overrides: readonly Override[];
}

/** The facts that rows of settings give, and every option that is stated. */
export function readSheet(rows: readonly SettingRow[], settings: ServerSettings): ServerReading {
  const facts = new Map<FactName, Fact<unknown>>(statedOptions(settings));
  const overrides: Override[] = [];
  for (const row of rows) {
    const fact = factOfRow(row, settings, overrides);
    if (fact !== undefined) facts.set(row.fact, fact);
  }
  return { facts, overrides };
}

function factOfRow(row: SettingRow, settings: ServerSettings, overrides: Override[]): Fact<unknown> | undefined {
  const winner = winnerOf(row.setting, row.fact, settings);
  if (winner === undefined) return row.fallback === undefined ? undefined : defaulted(row.fact, row.fallback, settings.server, row.reference);
  if ('state' in winner) return winner;
  const stated = settings.layers.flatMap((layer) => layer.get(row.setting) ?? []);
  for (const loser of stated.filter((setting) => setting !== winner)) {
    const lost = factOf(row.fact, loser, row.convert);
    if (isKnown(lost)) overrides.push(overrideOf(row.fact, lost, `${winner.by} wins over ${loser.by}`));
  }
  return factOf(row.fact, winner, row.convert);
}

/** The setting that counts, or the fact that it cannot be told. */
export function winnerOf(name: string, fact: FactName, settings: ServerSettings): Setting | Fact<never> | undefined {
  const { line, hidden, server } = settings;
  if (line?.error !== undefined) return unresolvedAt(line.error.at, fact, `${server} refuses its command line: ${line.error.message}`);
  const index = settings.layers.findIndex((layer) => layer.has(name));
  const place = line?.openEnded;
  if (place !== undefined && index !== 0) return unresolvedAt(place, fact, `${place.text} may set it`);
  if (hidden !== undefined && (index === -1 || index >= hidden.below)) return unresolvedAt(hidden.place, fact, hidden.reason);
  return settings.layers[index]?.get(name);
}

export function overrideOf(name: string, loser: Known<unknown>, because: string): Override {
  return { name, loser, because };
}

/** Facts as a fact set: names and values were paired by the tables of settings. */
export function factSetOf(facts: ReadonlyMap<FactName, Fact<unknown>>): FactSet {
  return Object.fromEntries(facts) as FactSet;
}
