import type { ArrowFunctionExpression, Function as FunctionSyntax } from '@oxc-project/types';
import type { Range } from '../text/range.ts';

/** What is known of a value of railway.ts without running it. */
export type IacValue =
  | { readonly kind: 'literal'; readonly value: string | number | boolean; readonly range: Range }
  /** `undefined` and `null`: the setting is not made. */
  | { readonly kind: 'nothing'; readonly range: Range }
  | IacObject
  | { readonly kind: 'array'; readonly items: readonly IacValue[]; readonly range: Range }
  /** What a call of the SDK makes: a service, a database, a source. */
  | IacResource
  /** A function of the SDK, by its exported name. */
  | { readonly kind: 'sdk'; readonly name: string; readonly range: Range }
  | IacFunction
  /** One of several values, by a condition that only a run decides. */
  | { readonly kind: 'choice'; readonly values: readonly IacValue[]; readonly range: Range }
  | IacUnknown;

export interface IacObject {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, IacProperty>;
  /** Why further properties may be there; undefined when all are known. */
  readonly open: string | undefined;
  readonly range: Range;
}

export interface IacProperty {
  readonly keyRange: Range;
  readonly value: IacValue;
}

export interface IacResource {
  readonly kind: 'resource';
  readonly type: string;
  readonly parameters: readonly IacValue[];
  readonly range: Range;
}

export interface IacFunction {
  readonly kind: 'function';
  readonly syntax: ArrowFunctionExpression | FunctionSyntax;
  /** The names that it sees. */
  readonly bindings: Bindings;
  readonly range: Range;
}

export interface IacUnknown {
  readonly kind: 'unknown';
  /** Reads after "because". */
  readonly reason: string;
  readonly range: Range;
}

/** Names in scope, innermost first. */
export interface Bindings {
  readonly values: Map<string, IacValue>;
  readonly outer: Bindings | undefined;
}

/** Reading one file: what its calls of the SDK made, and how much more of it may be followed. */
export interface Run {
  readonly resources: IacResource[];
  /** Expressions that may still be looked at; a file that loops in itself ends here. */
  steps: number;
  depth: number;
  calls: number;
  /** Above zero inside a branch that may not be taken. */
  conditional: number;
  create(resource: IacResource): IacValue;
  call(callee: IacFunction, parameters: readonly IacValue[], range: Range): IacValue;
}

/** More alternatives than this say nothing any more. */
const MOST_ALTERNATIVES = 12;

export function unknownValue(reason: string, range: Range): IacUnknown {
  return { kind: 'unknown', reason, range };
}

/** The values that a value may turn out to be. */
export function alternativesOf(value: IacValue): readonly IacValue[] {
  return value.kind === 'choice' ? value.values : [value];
}

/** One value out of several; equal literals are one. */
export function choiceOf(values: readonly IacValue[], range: Range): IacValue {
  const distinct: IacValue[] = [];
  for (const value of values.flatMap(alternativesOf)) if (!distinct.some((other) => isSame(other, value))) distinct.push(value);
  const [first] = distinct;
  if (first === undefined) return { kind: 'nothing', range };
  if (distinct.length > MOST_ALTERNATIVES) return unknownValue('it may take many values', range);
  return distinct.length === 1 ? first : { kind: 'choice', values: distinct, range };
}

function isSame(a: IacValue, b: IacValue): boolean {
  if (a === b) return true;
  if (a.kind === 'literal' && b.kind === 'literal') return a.value === b.value;
  return a.kind === 'nothing' && b.kind === 'nothing';
}

/** Applies a function to each value that a value may be. */
export function mapValue(value: IacValue, convert: (value: IacValue) => IacValue): IacValue {
  return value.kind === 'choice' ? choiceOf(value.values.map(convert), value.range) : convert(value);
}

/** A property of a value, whichever of its alternatives it is. */
export function propertyOf(value: IacValue, name: string): IacValue {
  return mapValue(value, (each) => {
    if (each.kind === 'unknown') return each;
    if (each.kind !== 'object') return { kind: 'nothing', range: each.range };
    const property = each.properties.get(name);
    if (property !== undefined) return property.value;
    return each.open === undefined ? { kind: 'nothing', range: each.range } : unknownValue(each.open, each.range);
  });
}

/** The value at a path of keys with dots. */
export function iacValueAt(config: IacValue, path: string): IacValue {
  let value = config;
  for (const key of path.split('.')) value = propertyOf(value, key);
  return value;
}

/** An object with the properties of another spread over it; where that is a choice, each property is one. */
export function spreadInto(target: Map<string, IacProperty>, value: IacValue): string | undefined {
  const alternatives = alternativesOf(value);
  const names = new Set(alternatives.flatMap((each) => (each.kind === 'object' ? [...each.properties.keys()] : [])));
  for (const name of names) {
    const before = target.get(name);
    const values = alternatives.map((each) => {
      const own = each.kind === 'object' ? each.properties.get(name)?.value : undefined;
      return own ?? before?.value ?? { kind: 'nothing' as const, range: each.range };
    });
    const keyRange = alternatives.find((each) => each.kind === 'object' && each.properties.has(name));
    const key = keyRange?.kind === 'object' ? keyRange.properties.get(name)?.keyRange : undefined;
    target.set(name, { keyRange: key ?? value.range, value: choiceOf(values, value.range) });
  }
  const open = alternatives.find((each) => each.kind === 'unknown' || (each.kind === 'object' && each.open !== undefined));
  if (open?.kind === 'unknown') return open.reason;
  return open?.kind === 'object' ? open.open : undefined;
}

/** The value of a name, from the innermost scope that has it. */
export function lookUp(bindings: Bindings, name: string): IacValue | undefined {
  return scopeOf(bindings, name)?.values.get(name);
}

/** The scope that a name belongs to. */
export function scopeOf(bindings: Bindings, name: string): Bindings | undefined {
  for (let scope: Bindings | undefined = bindings; scope !== undefined; scope = scope.outer) {
    if (scope.values.has(name)) return scope;
  }
  return undefined;
}
