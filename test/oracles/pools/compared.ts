import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fact } from '../../../src/model/fact.ts';
import type { Pool } from '../../../src/model/facts/data.ts';
import type { PoolSource } from './python-sources.ts';

/** What a library reports of a pool that it made; 'Infinity' where nothing limits it. */
export interface Reported {
  readonly size?: number | string | null;
  readonly overflow?: number | string;
  readonly maximum?: number | string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  readonly error?: string;
}

/** Writes each program into a folder of its own, and gives what the reporting process is told. */
export function writePrograms(root: string, sources: readonly PoolSource[]): readonly { readonly folder: string; readonly environment: Readonly<Record<string, string>> }[] {
  return sources.map(({ files, environment = {} }, index) => {
    const folder = join(root, `program-${index}`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return { folder, environment };
  });
}

/** Our facts of a pool in the library's form, with only the options that the library reports; what nobody wrote is what it does by default. */
export function readAs(pool: Pool, reported: Reported, defaults: Reported): Reported {
  const options = Object.fromEntries(Object.keys(reported.options ?? {}).map((name) => {
    const written = pool.options.find((option) => option.name === name);
    return [name, written === undefined ? defaults.options?.[name] : written.value.state === 'known' ? written.value.value : written.value];
  }));
  return { size: numberOf(pool.size), overflow: numberOf(pool.overflow), maximum: numberOf(pool.maximum), options: options as NonNullable<Reported['options']> };
}

function numberOf(fact: Fact<number>): number | string {
  if (fact.state !== 'known') return fact.state === 'unresolved' ? fact.reason : 'absent';
  return Number.isFinite(fact.value) ? fact.value : 'Infinity';
}
