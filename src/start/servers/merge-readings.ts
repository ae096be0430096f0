import type { Evidence, Fact } from '../../model/fact.ts';
import { undecidable } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { ServerFactsRead } from './server-call.ts';

/** Facts on which all ways agree; the others cannot be told. */
export function mergeReadings(readings: readonly ServerFactsRead[], reason: string): ServerFactsRead {
  const [first] = readings;
  if (first === undefined || readings.length === 1) return first ?? { facts: new Map(), overrides: [] };
  const facts = new Map<FactName, Fact<unknown>>();
  for (const name of new Set(readings.flatMap((reading) => [...reading.facts.keys()]))) {
    facts.set(name, mergeFacts(name, readings.map((reading) => reading.facts.get(name)), reason));
  }
  return { facts, overrides: first.overrides };
}

function mergeFacts(name: FactName, facts: readonly (Fact<unknown> | undefined)[], reason: string): Fact<unknown> {
  const stated = facts.filter((fact) => fact !== undefined);
  const [first] = stated;
  const known = stated.length === facts.length && stated.every((fact) => fact.state === 'known' && first?.state === 'known' && JSON.stringify(fact.value) === JSON.stringify(first.value));
  if (known && first !== undefined) return first;
  const open = stated.find((fact) => fact.state === 'unresolved');
  if (open !== undefined && stated.length === facts.length && stated.every((fact) => fact.state === 'unresolved')) return open;
  return undecidable(name, reason, stated.filter((fact): fact is Evidence => fact !== undefined));
}
