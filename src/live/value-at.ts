import { holdsRandomWord } from '../text/random-word.ts';

/** A value in a document that others made, with the keys on the way to it. */
export interface ValueAt {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** A value that is not what the document must have there. The message names the place, never the value. */
export class OddValue extends Error {
  readonly path: readonly (string | number)[];

  constructor({ path }: Pick<ValueAt, 'path'>, message: string) {
    super(message);
    this.name = 'OddValue';
    this.path = path;
  }
}

/** The value of a key. Where nothing stands, there is nothing below it; where something else than an object stands, that is the mistake. */
export function at(parent: ValueAt, key: string): ValueAt {
  const path = [...parent.path, key];
  if (isNothing(parent)) return { value: undefined, path };
  if (!isObject(parent.value)) throw odd(parent, 'an object');
  return { value: Object.hasOwn(parent.value, key) ? parent.value[key] : undefined, path };
}

/** The object at a place. */
export function objectAt(parent: ValueAt): ValueAt {
  if (!isObject(parent.value)) throw odd(parent, 'an object');
  return parent;
}

/** The values of an object by their keys, in the order of the keys; none where nothing is there. */
export function entriesAt(parent: ValueAt): readonly (readonly [string, ValueAt])[] {
  if (isNothing(parent)) return [];
  const { value } = objectAt(parent) as { readonly value: Readonly<Record<string, unknown>> };
  return Object.keys(value).sort().map((key) => [key, at(parent, key)] as const);
}

/** The items of a list; none where nothing is there. */
export function itemsAt(parent: ValueAt): readonly ValueAt[] {
  if (isNothing(parent)) return [];
  if (!Array.isArray(parent.value)) throw odd(parent, 'a list');
  return parent.value.map((value: unknown, index) => ({ value, path: [...parent.path, index] }));
}

/** A text, which must be there. */
export function textAt(place: ValueAt): string {
  if (typeof place.value !== 'string') throw odd(place, 'a text');
  return place.value;
}

/** A number, which must be there. */
export function numberAt(place: ValueAt): number {
  if (typeof place.value !== 'number' || !Number.isFinite(place.value)) throw odd(place, 'a number');
  return place.value;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time, which must be there. */
export function timeAt(place: ValueAt): string {
  const text = textAt(place);
  if (!TIME.test(text)) throw new OddValue(place, 'is no time like 2026-11-26T03:10:00Z');
  return text;
}

/** A truth value, which must be there. */
export function booleanAt(place: ValueAt): boolean {
  if (typeof place.value !== 'boolean') throw odd(place, 'true or false');
  return place.value;
}

/** What a reader gives, undefined where nothing or null is there. */
export function optionalAt<T>(place: ValueAt, read: (place: ValueAt) => T): T | undefined {
  return isNothing(place) ? undefined : read(place);
}

/** An object without its keys that hold nothing. */
export function defined<T extends Readonly<Record<string, unknown>>>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The error of a value that is something else than is wanted there. */
export function odd(place: ValueAt, wanted: string): OddValue {
  const { value } = place;
  if (value === undefined) return new OddValue(place, 'is missing');
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
  return new OddValue(place, `is ${found} where ${wanted} belongs`);
}

/** `services[0].variables`; a key that has no form of a name is hidden, as a document that is not what it should be may hold anything there. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${shownKey(key)}`)).join('');
}

const shownKey = (key: string): string => ((/^[A-Za-z_$][\w.-]{0,60}$/.test(key) && !holdsRandomWord(key)) || IDENTIFIER.test(key) ? key : '…');
const IDENTIFIER = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export const isNothing = ({ value }: ValueAt): boolean => value === undefined || value === null;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
