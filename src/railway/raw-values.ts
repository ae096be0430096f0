import { scrypt } from 'node:crypto';
import { textAt, valueAt } from './json-path.ts';

/** What stands on the platform as it is, secrets included: it can be hashed, and a value be passed on to the CLI. No value is a field, so none is printed or written by accident. */
export interface RawValues {
  /** A variable of a service as it is written, references unresolved; undefined where there is none, or it is sealed. It must never leave this process. */
  readonly value: (service: string, variable: string) => string | undefined;
  /** A hash of what stands at some paths of a service. It is slow and salted, so that a short value cannot be found by trying. */
  readonly seal: (service: string, paths: readonly (readonly string[])[], salt: string) => Promise<string>;
}

const BYTES = 32;

/** The values of an answer of `railway environment config --json`. */
export function rawValues(config: unknown): RawValues {
  return {
    value: (service, variable) => textAt(config, 'services', service, 'variables', variable, 'value'),
    seal: (service, paths, salt) => hashed(JSON.stringify(paths.map((path) => [service, path, sorted(valueAt(config, 'services', service, ...path)) ?? null])), salt),
  };
}

/** https://datatracker.ietf.org/doc/html/rfc7914, with the cost that Node proposes. */
function hashed(text: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, BYTES, (error, key) => (error === null ? resolve(key.toString('hex')) : reject(error)));
  });
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}
