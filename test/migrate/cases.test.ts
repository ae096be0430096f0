import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/reporters/paint.ts';
import { migrationText } from '../../src/reporters/migration/text.ts';
import { WITHOUT_NODE } from '../support/real-tools.ts';
import { migrate } from './planned.ts';
import { typeProblems } from './sdk.ts';

const CASES = fileURLToPath(new URL('cases', import.meta.url));
const names = readdirSync(CASES).sort();

/** The files of a case by their paths. */
function filesOfCase(name: string): Readonly<Record<string, string>> {
  const before = join(CASES, name, 'before');
  const paths = readdirSync(before, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(paths.map(({ parentPath, name: file }) => [join(parentPath, file).slice(before.length + 1).replaceAll('\\', '/'), readFileSync(join(parentPath, file), 'utf8')]));
}

describe('a migration', () => {
  for (const name of names) {
    it(`${name}: writes this file and this ledger`, async () => {
      const migration = await migrate(filesOfCase(name));
      await expect(migration.after).toMatchFileSnapshot(join(CASES, name, 'after.ts'));
      const text = migrationText(migration, [{ path: migration.path, before: migration.before, after: migration.after }], { kind: 'written', id: '1' }, { width: 80, paint: PLAIN, diff: '', isSeen: false });
      await expect(text).toMatchFileSnapshot(join(CASES, name, 'ledger.txt'));
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    });
  }

  it.skipIf(WITHOUT_NODE)('type-checks against the real package in each case', async () => {
    const texts: string[] = [];
    for (const name of names) texts.push((await migrate(filesOfCase(name))).after);
    expect(await typeProblems(texts)).toBe('');
  });
});
