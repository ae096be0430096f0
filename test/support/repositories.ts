import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { makeRepository, type Repository } from './git-repository.ts';

/** Makes repositories and folders that are removed after each test of a file. */
export function temporary(): { readonly repository: typeof makeRepository; readonly folder: () => string } {
  const made: (() => void)[] = [];
  afterEach(() => {
    for (const remove of made.splice(0)) remove();
  });
  return {
    repository: (files): Repository => {
      const repository = makeRepository(files);
      made.push(repository.remove);
      return repository;
    },
    folder: () => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'optimize-pair-')));
      made.push(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    },
  };
}

/** Texts of a folder of the repository's own test projects, by path. */
export function filesBelow(folder: string): Readonly<Record<string, Buffer>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(entries.map((entry) => [join(entry.parentPath, entry.name).slice(folder.length + 1), readFileSync(join(entry.parentPath, entry.name))]));
}

/** Every file below a folder with a hash of its bytes, the git folder among them: equal where nothing was written. */
export function stateOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(entries.flatMap((path) => {
    const full = join(folder, path);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) return [[path, readlinkSync(full)]];
    return stat.isFile() ? [[path, createHash('sha256').update(readFileSync(full)).digest('hex')]] : [];
  }));
}
