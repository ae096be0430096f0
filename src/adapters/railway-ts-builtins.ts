import type { Range } from '../text/range.ts';
import { spreadInto, unknownValue } from './railway-ts-values.ts';
import type { IacProperty, IacValue, Run } from './railway-ts-values.ts';

/** A call of a method that belongs to the language. */
interface BuiltInCall {
  /** `Object` of `Object.fromEntries`; undefined for a method of a value. */
  readonly owner: string | undefined;
  readonly name: string;
  readonly object: IacValue;
  readonly parameters: readonly IacValue[];
  readonly range: Range;
}

const OF_OBJECT = new Set(['fromEntries', 'entries', 'keys', 'values', 'assign', 'freeze']);
const OF_ARRAY = new Set(['map', 'flatMap', 'forEach', 'concat', 'join', 'filter', 'push', 'flat']);
const MOST_ITEMS = 5000;
const UNKNOWN_ITEMS = 'its items are known only when Railway evaluates the file';

/** True for the few methods that configurations are written with. */
export function isBuiltIn(owner: string | undefined, name: string, object: IacValue): boolean {
  return owner === 'Object' ? OF_OBJECT.has(name) : object.kind === 'array' && OF_ARRAY.has(name);
}

/** What such a method gives. */
export function callBuiltIn(run: Run, call: BuiltInCall): IacValue {
  return call.owner === 'Object' ? callOfObject(call) : callOfArray(run, call);
}

function callOfObject({ name, parameters, range }: BuiltInCall): IacValue {
  const [first] = parameters;
  if (name === 'freeze' && first !== undefined) return first;
  if (name === 'assign') return assigned(parameters, range);
  if (name === 'fromEntries') return fromEntries(first, range);
  if (first?.kind !== 'object' || first.open !== undefined) return unknownValue(UNKNOWN_ITEMS, range);
  const items = [...first.properties].map(([key, property]): IacValue => {
    const literal: IacValue = { kind: 'literal', value: key, range: property.keyRange };
    if (name === 'keys') return literal;
    return name === 'values' ? property.value : { kind: 'array', items: [literal, property.value], range };
  });
  return { kind: 'array', items, range };
}

function assigned(parameters: readonly IacValue[], range: Range): IacValue {
  const properties = new Map<string, IacProperty>();
  let open: string | undefined;
  for (const parameter of parameters) open = spreadInto(properties, parameter) ?? open;
  return { kind: 'object', properties, open, range };
}

function fromEntries(list: IacValue | undefined, range: Range): IacValue {
  if (list?.kind !== 'array') return unknownValue(UNKNOWN_ITEMS, range);
  const properties = new Map<string, IacProperty>();
  let open: string | undefined;
  for (const item of list.items) {
    const [key, value] = item.kind === 'array' ? item.items : [];
    if (key?.kind === 'literal' && value !== undefined) properties.set(String(key.value), { keyRange: key.range, value });
    else open = UNKNOWN_ITEMS;
  }
  return { kind: 'object', properties, open, range };
}

function callOfArray(run: Run, { name, object, parameters, range }: BuiltInCall): IacValue {
  const [first] = parameters;
  const items = object.kind === 'array' ? object.items : [];
  if (name === 'concat' || name === 'push') return concatenated(items, name === 'concat' ? parameters.flatMap(flattened) : parameters, range);
  if (name === 'join') return joined(items, first, range);
  if (name === 'flat') return concatenated([], items.flatMap(flattened), range);
  if (first?.kind !== 'function') return unknownValue(UNKNOWN_ITEMS, range);
  const results = items.map((item, index) => run.call(first, [item, { kind: 'literal', value: index, range: item.range }], range));
  if (name === 'filter') return filtered(items, results, range);
  return concatenated([], name === 'flatMap' ? results.flatMap(flattened) : results, range);
}

function concatenated(items: readonly IacValue[], more: readonly IacValue[], range: Range): IacValue {
  if (items.length + more.length > MOST_ITEMS) return unknownValue('it has too many items to follow', range);
  return { kind: 'array', items: [...items, ...more], range };
}

function flattened(value: IacValue): readonly IacValue[] {
  return value.kind === 'array' ? value.items : [value];
}

function joined(items: readonly IacValue[], separator: IacValue | undefined, range: Range): IacValue {
  const between = separator === undefined ? ',' : separator.kind === 'literal' ? String(separator.value) : undefined;
  const texts = items.map((item) => (item.kind === 'literal' ? String(item.value) : undefined));
  if (between === undefined || texts.includes(undefined)) return unknownValue(UNKNOWN_ITEMS, range);
  return { kind: 'literal', value: texts.join(between), range };
}

function filtered(items: readonly IacValue[], results: readonly IacValue[], range: Range): IacValue {
  if (results.some((result) => result.kind !== 'literal')) return unknownValue(UNKNOWN_ITEMS, range);
  return { kind: 'array', items: items.filter((_, index) => {
    const result = results[index];
    return result?.kind === 'literal' && Boolean(result.value);
  }), range };
}
