import type { DataEntry, DataNode } from '../../documents/data.ts';
import { expectedOf, similarFact, typedValue, type Assumptions } from '../../model/assumptions.ts';
import { assumed, type Known } from '../../model/fact.ts';
import { FACTS, isFactName } from '../../model/fact-names.ts';
import type { FactName } from '../../model/facts.ts';
import { entriesOf, kindText, note, suggestion, writtenOf, type Reading } from './reading.ts';

const VARIABLE = 'env.';

/** Facts and variables (`env.PORT`) that the user declares, each with its place. */
export function readFacts(reading: Reading, node: DataNode | undefined): Assumptions {
  const facts = new Map<FactName, Known<unknown>>();
  const variables = new Map<string, Known<string>>();
  for (const entry of entriesOf(reading, node, 'facts')) {
    const { key } = entry;
    if (key.startsWith(VARIABLE)) {
      const value = variableValue(reading, entry);
      if (value !== undefined) variables.set(key.slice(VARIABLE.length), stated(reading, entry, value));
    } else if (isFactName(key)) {
      const value = typedValue(key, plainValue(entry.value), writtenOf(reading, entry.value));
      if (value === undefined) note(reading, entry.value.range, `${key} is ${kindText(entry.value)}`, `${key} is ${expectedOf(key)}`);
      else facts.set(key, stated(reading, entry, value));
    } else note(reading, entry.keyRange, `there is no fact "${key}"`, () => hintFor(key));
  }
  return { facts, variables };
}

/** A value that is stated, with the place where it stands. */
function stated<T>({ file }: Reading, { key, value: node }: DataEntry, value: T): Known<T> {
  return assumed(key, value, file.path, { file, range: node.range });
}

/** Variables are texts; numbers and truth values count as they are written. */
function variableValue(reading: Reading, { key, value: node }: DataEntry): string | undefined {
  if (key === VARIABLE) return note(reading, node.range, 'a variable has no name', 'write it as env.PORT');
  if (node.kind === 'string') return node.value as string;
  if (node.kind === 'number' || node.kind === 'boolean') return writtenOf(reading, node);
  return note(reading, node.range, `${key} is ${kindText(node)}`, `${key} is a text`);
}

function plainValue(node: DataNode): unknown {
  if (node.kind === 'array') return node.items.map(plainValue);
  return node.kind === 'object' ? undefined : node.value;
}

function hintFor(key: string): string {
  const similar = similarFact(key);
  return similar === undefined ? suggestion(key, Object.keys(FACTS), '`optimize explain facts` lists them; a variable is written as env.NAME') : `did you mean ${similar}?`;
}
