import { numberOf, stringOf } from '../documents/data.ts';
import type { DataNode } from '../documents/data.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import type { Known } from '../model/fact.ts';
import type { Collector, Scope } from './statements.ts';

type FactsOf<T> = { [N in FactName]: T extends ServiceFacts[N] ? N : never }[FactName];

/** States a fact from a string node; an empty string, another kind of node and none at all say nothing. */
export function stateText(collector: Collector, name: FactsOf<string>, node: DataNode | undefined, scope: Scope = {}): void {
  const text = stringOf(node);
  if (node !== undefined && text !== undefined && text !== '') collector.known(name, text, node.range, scope);
}

/** States a fact from a number node, or from a string that `convert` understands. */
export function stateNumber(
  collector: Collector, name: FactsOf<number>, node: DataNode | undefined, scope: Scope & { readonly convert?: (text: string) => number | undefined } = {},
): void {
  const { convert, ...place } = scope;
  const value = numberOf(node) ?? convert?.(stringOf(node) ?? '');
  if (node !== undefined && value !== undefined) collector.known(name, value, node.range, place);
}

/** States the database servers of a file, at the first one. */
export function stateServers(collector: Collector, servers: readonly Known<string>[]): void {
  const [first] = servers;
  if (first?.provenance.kind === 'declared') collector.known('database.servers', servers, first.provenance.range);
}

/** The text of a value that is one: numbers and booleans too. */
export function scalarText(node: DataNode | undefined): string | undefined {
  if (node === undefined || node.kind === 'array' || node.kind === 'object' || node.kind === 'null') return undefined;
  return String(node.value);
}

/** The items of a list, none of anything else. */
export function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'array' ? node.items : [];
}
