import { stringOf, type DataNode } from '../documents/data.ts';
import { jsonOf, valueFrom, type Value } from './value.ts';

/** What a value comes to in the new file, or why it has no place there. */
export type Reading =
  | {
    readonly ok: true;
    readonly value: Value;
    /** How it is written differently now; reads as a remark, no period. */
    readonly note?: string;
    /** Parts of it that the new file does not take: `us-west2.zone: 2`. */
    readonly extras?: readonly string[];
  }
  | { readonly ok: false; readonly because: string };

export type ReadValue = (node: DataNode) => Reading;

const AS_NUMBER = 'written as a number, because the types of railway.ts want one';

export const text: ReadValue = (node) => {
  const value = stringOf(node);
  return value === undefined ? unfit(node, 'a string') : { ok: true, value };
};

/** Railway's own pages show numbers as strings, so both are taken. */
export const number: ReadValue = (node) => {
  const written = stringOf(node)?.trim();
  if (written !== undefined && /^\d{1,15}(?:\.\d{1,6})?$/.test(written)) return { ok: true, value: Number(written), note: AS_NUMBER };
  const value = node.kind === 'number' ? valueFrom(node) : undefined;
  return value === undefined ? unfit(node, 'a number') : { ok: true, value };
};

export const flag: ReadValue = (node) => (node.kind === 'boolean' ? { ok: true, value: node.value } : unfit(node, 'true or false'));

/** A name of a list, in capitals; Railway's own pages also write them in small letters. */
export function oneOf(...names: readonly string[]): ReadValue {
  return (node) => {
    const written = stringOf(node);
    if (written === undefined) return unfit(node, 'a string');
    const value = written.toUpperCase();
    if (!names.includes(value)) return { ok: false, because: `railway.ts takes ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''} here` };
    return value === written ? { ok: true, value } : { ok: true, value, note: 'written in capitals, as railway.ts wants it' };
  };
}

export const texts: ReadValue = (node) => {
  if (node.kind !== 'array') return unfit(node, 'an array of strings');
  if (node.items.some(({ kind }) => kind !== 'string')) return { ok: false, because: 'it holds something else than strings' };
  return { ok: true, value: node.items.map((item) => String(stringOf(item))) };
};

/** One command, or several that run one after the other. */
export const commands: ReadValue = (node) => (node.kind === 'array' ? texts(node) : node.kind === 'string' ? text(node) : unfit(node, 'a string or an array of strings'));

export const anything: ReadValue = (node) => {
  const value = valueFrom(node);
  return value === undefined ? unfit(node, 'a value that JSON has') : { ok: true, value };
};

/** Replicas by region. */
export const regions: ReadValue = (node) => mapped(node, 'an object of regions', (region) => (
  region.kind === 'null' ? { ok: true, value: null } : fieldsOf(region, { numReplicas: orNull(number), stackerAssignment: orNull(text) })));

export const limits: ReadValue = (node) => fieldsOf(node, {
  containers: orNull((containers) => fieldsOf(containers, { cpu: orNull(number), memoryBytes: orNull(number), diskBytes: orNull(number) })),
});

function orNull(read: ReadValue): ReadValue {
  return (node) => (node.kind === 'null' ? { ok: true, value: null } : read(node));
}

/** An object of which some keys are known; the others are no part of its type. */
function fieldsOf(node: DataNode, known: Readonly<Record<string, ReadValue>>): Reading {
  return mapped(node, 'an object', (value, key) => (Object.hasOwn(known, key) ? known[key]?.(value) : undefined));
}

/** An object, entry by entry; what cannot be read is listed and left out. */
function mapped(node: DataNode, wanted: string, read: (value: DataNode, key: string) => Reading | undefined): Reading {
  if (node.kind !== 'object') return unfit(node, wanted);
  const map = new Map<string, Value>();
  const extras: string[] = [];
  let note: string | undefined;
  for (const { key, value } of node.entries) {
    const reading = read(value, key);
    if (reading?.ok !== true) {
      extras.push(`${key}: ${shown(value)}`);
      continue;
    }
    map.set(key, reading.value);
    extras.push(...(reading.extras ?? []).map((extra) => `${key}.${extra}`));
    note ??= reading.note;
  }
  return { ok: true, value: map, ...(note === undefined ? {} : { note }), ...(extras.length === 0 ? {} : { extras }) };
}

/** A value as JSON, also one that JSON does not have. */
export function shown(node: DataNode): string {
  const value = valueFrom(node);
  if (value !== undefined) return jsonOf(value);
  if (node.kind === 'array') return `[${node.items.map(shown).join(', ')}]`;
  if (node.kind === 'object') return `{ ${node.entries.map(({ key, value: inner }) => `${JSON.stringify(key)}: ${shown(inner)}`).join(', ')} }`;
  return String(node.value);
}

function unfit(node: DataNode, wanted: string): Reading {
  const kind = node.kind === 'array' || node.kind === 'object' ? `an ${node.kind}` : node.kind === 'boolean' ? 'true or false' : `a ${node.kind}`;
  return { ok: false, because: `it is ${kind} where railway.ts wants ${wanted}` };
}
