import type { Adapter } from '../../src/adapters/adapter.ts';
import type { Evidence } from '../../src/model/fact.ts';
import type { Reading, Statement } from '../../src/model/statement.ts';

/** The text that a fact stands on. */
export function textAt(fact: Evidence): string {
  if (fact.state === 'absent' || fact.provenance.kind !== 'declared') return '';
  const { file, range } = fact.provenance;
  return file.text.slice(range.start, range.end);
}

/** One statement in a line: scope, name and value, lists and records as JSON without provenance. */
function shownStatement(statement: Statement): string {
  const { fact, process, service, environment } = statement;
  const scope = [environment, service, process].filter((part) => part !== undefined).join('.');
  const value = fact.state === 'known' ? shownValue(fact.value) : fact.state === 'unresolved' ? `? ${fact.reason}` : 'absent';
  return `${scope === '' ? '' : `[${scope}] `}${fact.name}: ${value}`;
}

/** Statements of the names, or all of them. */
export function shownReading(reading: Reading, ...names: readonly string[]): readonly string[] {
  const wanted = reading.statements.filter(({ fact }) => names.length === 0 || names.some((name) => fact.name.startsWith(name)));
  return [...wanted.map(shownStatement), ...reading.problems.map(({ kind, message }) => `${kind}: ${message}`)];
}

/** What an adapter says of a text. */
export async function readText(adapter: Adapter, path: string, text: string): Promise<Reading> {
  return adapter.read({ path, text });
}

/** A value as JSON, with `at` of a record as the text that it stands on. */
function shownValue(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_key, part: unknown) => (isKnown(part) ? part.value : part));
}

function isKnown(part: unknown): part is { readonly value: unknown } {
  return typeof part === 'object' && part !== null && 'state' in part && 'value' in part;
}
