import { parsedJson, recordAt } from './python-locks.ts';
import type { Versions } from './python-locks.ts';

/** A dependency whose version is looked up. */
export interface Wanted {
  readonly name: string;
  readonly specifier: string;
}

/** Versions of package-lock.json; `folder` is the package's folder from the lock file, '' beside it. */
export function versionsOfNpmLock(text: string, wanted: readonly Wanted[], folder: string): Versions {
  const lock = parsedJson(text);
  const packages = recordAt(lock, 'packages');
  const old = recordAt(lock, 'dependencies');
  const places = folder === '' ? [''] : [`${folder}/`, ''];
  return new Map(wanted.flatMap(({ name }) => {
    const keys = places.map((place) => `${place}node_modules/${name}`);
    const entries = [...keys.map((key) => recordAt(packages, key)), recordAt(old, name)];
    const version = entries.map((entry) => entry['version']).find((value) => typeof value === 'string');
    return typeof version === 'string' ? [[name, version] as const] : [];
  }));
}

/**
 * Versions of pnpm-lock.yaml, from the lines of its importers only: the rest is long, and a YAML tree of it costs seconds.
 * https://github.com/pnpm/spec/tree/master/lockfile
 */
export function versionsOfPnpmLock(text: string, wanted: readonly Wanted[], folder: string): Versions {
  const names = new Set(wanted.map(({ name }) => name));
  const importers = sectionOf(text, 'importers');
  const lines = importers.length > 0 ? importerOf(importers, folder === '' ? '.' : folder)
    : ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((section) => sectionOf(text, section).map((line) => `  ${line}`));
  const versions = new Map<string, string>();
  let current = '';
  for (const line of lines) {
    const [, indent = '', key = '', value = ''] = /^( +)['"]?([^'"\s]+?)['"]?:(?: +['"]?([^\s'"]+)['"]?)?\s*$/.exec(line) ?? [];
    if (indent.length === 4) current = key;
    const version = indent.length === 4 ? value : key === 'version' ? value : '';
    const plain = plainVersion(version);
    if (plain !== '' && names.has(current)) versions.set(current, plain);
  }
  return versions;
}

/**
 * The ranges that an importer of pnpm-lock.yaml was made from, by name; undefined where the lock file has another layout or where
 * `overrides` may have changed them.
 */
export function specifiersOfPnpmLock(text: string, folder: string): ReadonlyMap<string, string> | undefined {
  const importers = sectionOf(text, 'importers');
  if (importers.length === 0 || sectionOf(text, 'overrides').length > 0) return undefined;
  const lines = importerOf(importers, folder === '' ? '.' : folder);
  const specifiers = new Map<string, string>();
  let current = '';
  for (const line of lines) {
    const [, indent = '', key = '', value = ''] = /^( +)['"]?([^'"\s]+?)['"]?: *(.*)$/.exec(line) ?? [];
    if (indent.length === 4) current = key;
    if (indent.length === 6 && key === 'specifier') specifiers.set(current, value.trim().replaceAll(/^(['"])(.*)\1$/g, '$2'));
  }
  return specifiers.size === 0 ? undefined : specifiers;
}

/** The lines below a key at the left edge. */
function sectionOf(text: string, key: string): readonly string[] {
  const start = new RegExp(`^${key}:[ \\t]*\\r?\\n`, 'm').exec(text);
  if (start === null) return [];
  const lines: string[] = [];
  for (let from = start.index + start[0].length; from < text.length;) {
    const end = text.indexOf('\n', from) === -1 ? text.length : text.indexOf('\n', from);
    const line = text.slice(from, end);
    if (/^\S/.test(line)) break;
    lines.push(line.trimEnd());
    from = end + 1;
  }
  return lines;
}

/** The lines of one importer's sections, as far to the left as those of a lock file without importers. */
function importerOf(lines: readonly string[], name: string): readonly string[] {
  const start = lines.findIndex((line) => line.replaceAll(/['"]/g, '') === `  ${name}:`);
  if (start === -1) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^ {2}\S/.test(line));
  return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).map((line) => line.slice(2));
}

/** `4.18.2(react@18.0.0)` and `/4.18.2_react@18` name their peers too; `link:` and addresses are no versions. */
function plainVersion(text: string): string {
  return /^\/?(\d[^(_/]*)/.exec(text)?.[1] ?? '';
}

/** Versions of yarn.lock, classic and berry: entries are named by `name@range`. */
export function versionsOfYarnLock(text: string, wanted: readonly Wanted[]): Versions {
  const entries = new Map<string, string>();
  const byName = new Map<string, Set<string>>();
  let keys: readonly string[] = [];
  for (const line of text.split('\n')) {
    if (/^["\w@]/.test(line)) keys = line.replace(/:\s*$/, '').split(',').map((key) => key.trim().replaceAll('"', ''));
    const version = /^ {2}version:? "?([^"\s]+)"?\s*$/.exec(line)?.[1];
    if (version === undefined) continue;
    for (const key of keys) {
      const name = key.slice(0, Math.max(key.indexOf('@', 1), 0));
      entries.set(key.replace('@npm:', '@'), version);
      byName.set(name, (byName.get(name) ?? new Set()).add(version));
    }
  }
  return new Map(wanted.flatMap(({ name, specifier }) => {
    const versions = [...(byName.get(name) ?? [])];
    const version = entries.get(`${name}@${specifier.replace(/^npm:/, '')}`) ?? (versions.length === 1 ? versions[0] : undefined);
    return version === undefined || version === '0.0.0-use.local' ? [] : [[name, version] as const];
  }));
}

/** Versions of bun.lock: a line per package, `"express": ["express@4.18.2", ...]`. https://bun.com/docs/install/lockfile */
export function versionsOfBunLock(text: string, wanted: readonly Wanted[]): Versions {
  const names = new Set(wanted.map(({ name }) => name));
  const versions = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, version] = /^\s*"((?:@[^/"]+\/)?[^/"]+)":\s*\["(?:@[^/"]+\/)?[^@"]+@(\d[^"]*)"/.exec(line) ?? [];
    if (name !== undefined && version !== undefined && names.has(name)) versions.set(name, version);
  }
  return versions;
}
