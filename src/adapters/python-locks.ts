import { normalName } from './manifest-reading.ts';

/** Versions by name; a package that is locked in several versions is left out. */
export type Versions = ReadonlyMap<string, string>;

/**
 * Versions of a lock file of uv, Poetry or PDM. These tools write one `[[package]]` after the other, with name and version on lines
 * of their own, so lines are enough: a whole TOML tree of a large lock costs a second.
 */
export function versionsOfTomlLock(text: string, names: ReadonlySet<string>): Versions {
  const found = new Map<string, Set<string>>();
  let name = '';
  let isPackage = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) {
      isPackage = line.startsWith('[[package]]');
      name = '';
    }
    if (!isPackage) continue;
    const [, key, value = ''] = /^(name|version)\s*=\s*"([^"]*)"/.exec(line) ?? [];
    if (key === 'name') name = normalName(value);
    if (key === 'version' && names.has(name)) add(found, name, value);
  }
  return single(found);
}

/** The names of all packages in a lock file of uv, Poetry or PDM. */
export function namesInTomlLock(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let isPackage = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) isPackage = line.startsWith('[[package]]');
    const name = isPackage ? /^name\s*=\s*"([^"]*)"/.exec(line)?.[1] : undefined;
    if (name !== undefined) names.add(normalName(name));
  }
  return names;
}

/** Versions of a Pipfile.lock. */
export function versionsOfPipfileLock(text: string, names: ReadonlySet<string>): Versions {
  const found = new Map<string, Set<string>>();
  for (const section of ['default', 'develop']) {
    for (const [name, entry] of Object.entries(recordAt(parsedJson(text), section))) {
      const version = recordOf(entry)['version'];
      const normal = normalName(name);
      if (typeof version === 'string' && names.has(normal)) add(found, normal, version.replace(/^==/, ''));
    }
  }
  return single(found);
}

/** The value of a JSON text; undefined when it is none. Lock files are large, and nobody shows places in them. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A value as a record; an empty one when it is none. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  // Border: any JSON object is a record of unknowns.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The record at a key. */
export function recordAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const record = recordOf(value);
  return Object.hasOwn(record, key) ? recordOf(record[key]) : {};
}

function add(found: Map<string, Set<string>>, name: string, version: string): void {
  found.set(name, (found.get(name) ?? new Set()).add(version));
}

function single(found: ReadonlyMap<string, ReadonlySet<string>>): Versions {
  return new Map([...found].flatMap(([name, versions]) => {
    const [first] = versions;
    return versions.size === 1 && first !== undefined ? [[name, first] as const] : [];
  }));
}
