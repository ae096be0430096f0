import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTypeScript } from '../../src/documents/typescript.ts';
import { writtenConfig } from './configs.ts';
import type { Plain, PlainObject } from './old-settings.ts';
import { migrate } from './planned.ts';

const isObject = (value: Plain | undefined): value is PlainObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The paths of all fields, as somebody reads them off the file. */
function pathsOf(config: PlainObject): readonly string[] {
  const sections = (parent: PlainObject, prefix: string): string[] => Object.entries(parent).flatMap(([key, value]) =>
    (isObject(value) && (key === 'build' || key === 'deploy') ? Object.keys(value).map((inner) => `${prefix}${key}.${inner}`) : [`${prefix}${key}`]));
  return Object.entries(config).flatMap(([key, value]) => {
    if (key !== 'environments' || !isObject(value)) return sections({ [key]: value }, '');
    return Object.entries(value).flatMap(([name, own]) => (isObject(own) ? sections(own, `environments.${name}.`) : [`environments.${name}`]));
  });
}

describe('a migrated file', () => {
  it('parses, accounts for every field, keeps every comment, and leaves nothing to a second run', async () => {
    await fc.assert(fc.asyncProperty(writtenConfig, async ({ path, config, text, remarks }) => {
      const { after, moves, movedFiles, keptFiles } = await migrate({ [path]: text });
      fc.pre(after !== '');
      expect((await parseTypeScript('.railway/railway.ts', after)).ok).toBe(true);
      const keys = new Set(moves.map(({ key }) => key));
      for (const field of pathsOf(config)) expect([...keys], text).toContain(field);
      for (const { line, key } of moves) expect(text.split('\n')[line - 1], text).toContain(lastKey(key, text.split('\n')[line - 1] ?? ''));
      for (const remark of remarks) expect(after.split(`// ${remark}`).length - 1, `${remark}\n${text}\n${after}`).toBe(1);
      expect([...movedFiles, ...keptFiles.map((kept) => kept.path)]).toEqual([path]);
      const again = await migrate({ [path]: text, '.railway/railway.ts': after });
      expect(again.after).toBe(after);
      expect(again.moves.map(({ status }) => status)).not.toContain('conflict');
      expect(again.moves.map(({ status }) => status)).not.toContain('moved');
    }), { numRuns: 150 });
  });
});

/** The part of a path that the line itself must hold: tables and objects above it hold the rest. */
function lastKey(path: string, line: string): string {
  const parts = path.split('.');
  return parts.findLast((part) => line.includes(part)) ?? path;
}
