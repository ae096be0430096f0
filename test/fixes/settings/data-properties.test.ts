import fc from 'fast-check';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { DataEdit, DataPath, EditFormat } from '../../../src/documents/edits/data-edit.ts';
import { editData } from '../../../src/documents/edits/edit-data.ts';
import { applyEdits } from '../../../src/text/edit.ts';

/** Files as people write them; `§` is an indentation, `#` and `//` comments come and go. */
const SEEDS: Readonly<Record<EditFormat, readonly string[]>> = {
  json: [
    '{\n§"$schema": "https://railway.com/railway.schema.json",\n§"build": {\n§§"builder": "RAILPACK",\n§§"watchPatterns": ["app/**",  "requirements.txt"]\n§},\n§"deploy": {\n§§"startCommand": "gunicorn -w 4 shop:app",\n§§"healthcheckPath": "/alive",\n§§"restartPolicyMaxRetries": 10\n§}\n}\n',
    '{\n§"name": "kiosk",\n§"scripts": {\n§§"start": "node server.js",\n§§"test": "echo \\"none\\" && exit 0"\n§},\n§"engines": { "node": "20.x" },\n§"dependencies": {\n§§"express": "^5.1.0",\n§§"pg": "^8.11.0",\n§§"zod": "^4.0.0"\n§},\n§"devDependencies": {}\n}\n',
    '{"deploy":{"startCommand":"uvicorn a:b","healthcheckPath":"/","nested":{"x":[1,2,{"y":null}]}},"build":{}}',
    '{\n§"environments": {\n§§"production": { "deploy": { "numReplicas": 2 } },\n§§"staging": { "deploy": {} }\n§},\n§"deploy": { "numReplicas": 1, "drainingSeconds": "15" }\n}\n',
  ],
  toml: [
    '# the shop\n[build]\n§builder = "RAILPACK"\n§watchPatterns = [\n§§"app/**",\n§§"x.py",\n§]\n\n[deploy]\n§startCommand = "gunicorn -w 4 shop:app"\n§healthcheckPath = \'/alive\'\n\n[deploy.limits]\n§cpu = 1\n\n[environments.production.deploy]\n§numReplicas = 2\n',
    'app = "desk"\nkill_timeout = "5s"\n\n[env]\n§LOG_LEVEL = "info"\n\n[http_service]\n§internal_port = 8080\n\n[[http_service.checks]]\n§path = "/alive"\n§interval = "15s"\n\n[[vm]]\n§memory = "512mb"\n',
    '[project]\nname = "shop"\nrequires-python = ">=3.11"\ndependencies = [\n§"fastapi>=0.110",\n§"uvicorn[standard]",\n]\n\n[project.optional-dependencies]\ndev = ["pytest"]\n\n[tool.ruff]\nline-length = 100\nlint.select = ["E", "F"]\n',
    'deploy.startCommand = "x"\ndeploy.limits = { cpu = 1, memory = { bytes = 5 } }\nbuild = {}\n"odd key" = 1\n',
  ],
  yaml: [
    '# the desk\nservices:\n§- type: web\n§  name: desk\n§  envVars:\n§    - key: TZ\n§      value: Europe/Vienna\n§    - key: DEBUG\n§      value: "0"\n§  healthCheckPath: /alive\n§- type: worker\n§  name: mail\n§  startCommand: >-\n§    celery -A mail\n§    worker\ndatabases: []\n',
    'services:\n- type: web\n  name: \'desk\'\n  scaling: { minInstances: 1, maxInstances: 3 }\n  buildFilter:\n    paths: ["a/**", b]\n\nversion: "1"\n',
    'a: &base\n  b: 1\nc:\n  <<: *base\n  d: text with spaces\ne: |\n  kept\n\n  lines\nf:\n',
  ],
};
const COMMENT: Readonly<Record<EditFormat, string>> = { json: '//', toml: '#', yaml: '#' };

/** One way in which a text may differ from how a formatter would write it. */
interface Mutation {
  readonly unit: string;
  readonly isWindows: boolean;
  readonly ends: string;
  readonly comments: readonly number[];
  readonly blankLines: readonly number[];
}

function mutationFor(format: EditFormat): fc.Arbitrary<Mutation> {
  return fc.record({
    unit: fc.constantFrom('  ', '    ', '   ', ...(format === 'yaml' ? [] : ['\t', ''])),
    isWindows: fc.boolean(),
    ends: fc.constantFrom('\n', '', '\n\n'),
    comments: fc.array(fc.nat(30), { maxLength: 5 }),
    blankLines: fc.array(fc.nat(30), { maxLength: 3 }),
  });
}

function mutated(format: EditFormat, seed: string, { unit, isWindows, ends, comments, blankLines }: Mutation): string {
  const lines = seed.replaceAll('§', unit).trimEnd().split('\n');
  const changed = lines.map((line, index) => {
    const isFree = !/^\s*(?:celery|worker|kept|lines)?$/.test(line) && !/[>|]-?$/.test(line);
    const comment = comments.includes(index) && isFree && lines.length > 1 ? `${index % 2 === 0 ? ' ' : '   '}${COMMENT[format]} note ${index}, "quoted": [` : '';
    const blank = blankLines.includes(index) && isFree && format !== 'yaml' ? '\n' : '';
    return `${line}${comment}${blank}`;
  });
  const text = changed.join('\n') + (lines.length > 1 ? ends : '');
  return isWindows ? text.replaceAll('\n', '\r\n') : text;
}

/** The data as another parser than ours reads it. */
function dataOf(format: EditFormat, text: string): unknown {
  if (format === 'json') return parseJsonc(text, [], { allowTrailingComma: true });
  return JSON.parse(JSON.stringify(format === 'toml' ? parseToml(text) : parseYaml(text, { merge: true })));
}

/** Every path to a scalar. */
function scalarPaths(value: unknown, path: DataPath = []): readonly DataPath[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarPaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  return Object.entries(value).flatMap(([key, item]) => scalarPaths(item, [...path, key]));
}

function objectPaths(value: unknown, path: DataPath = []): readonly DataPath[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectPaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return [path, ...Object.entries(value).flatMap(([key, item]) => objectPaths(item, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: DataPath, wanted: unknown): unknown {
  if (key === undefined) return wanted;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string | number, unknown>;
  const result = changed(copy[key], rest, wanted);
  if (result === undefined) delete copy[key];
  else copy[key] = result;
  return copy;
}

const VALUES = fc.oneof(fc.integer({ min: 0, max: 900 }), fc.boolean(), fc.constantFrom('/alive', 'on_failure', "it's", 'a "b" c', 'x # y', 'true', '30', ': colon', 'ümlaut \u{1F600}', '- dash', '${PORT:-8000}'));

function expectTidy(before: string, after: string): void {
  const isWindows = before.includes('\r\n');
  if (before.includes('\n')) expect(isWindows ? /(?<!\r)\n/.test(after) : after.includes('\r')).toBe(false);
  expect(after.endsWith('\n'), 'the end of the file').toBe(before.endsWith('\n'));
}

const commentsOf = (text: string): readonly string[] => [...text.matchAll(/(?:\/\/|#) note \d+.*/g)].map(([comment]) => comment.trimEnd());

async function editsOf(format: EditFormat, text: string, edit: DataEdit) {
  const made = await editData(format, text, edit);
  if (!made.ok) throw new Error(`${made.because}\n${JSON.stringify(edit)}\n${text}`);
  return made.edits;
}

describe.each<EditFormat>(['json', 'toml', 'yaml'])('edits of %s', (format) => {
  const texts = fc.tuple(fc.constantFrom(...SEEDS[format]), mutationFor(format)).map(([seed, mutation]) => mutated(format, seed, mutation));
  const isShared = (text: string, path: DataPath) => text.includes('*base') && (path[0] === 'a' || path[0] === 'c' || path[0] === 'e');
  /** A list of scalars is no place for a setting, and a merge key is no key. */
  const settable = (data: unknown, text: string) => scalarPaths(data).filter((path) => typeof path.at(-1) === 'string' && !isShared(text, path) && !path.includes('startCommand'));

  it('sets a value that is there, and touches its token alone', async () => {
    await fc.assert(fc.asyncProperty(texts, fc.nat(), VALUES, async (text, pick, value) => {
      const before = dataOf(format, text);
      const paths = settable(before, text);
      const path = paths[pick % paths.length] ?? [];
      const edit: DataEdit = { kind: 'set', path, value };
      const edits = await editsOf(format, text, edit);
      const after = applyEdits(text, edits);
      const found = String(path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], dataOf(format, after)));
      expect(found).toBe(String(value));
      expect(edits.length).toBeLessThanOrEqual(1);
      expect(changed(dataOf(format, after), path, 0)).toEqual(changed(before, path, 0));
      expect(edits.every(({ range }) => !text.slice(range.start, range.end).includes('\n'))).toBe(true);
      expect(commentsOf(after)).toEqual(commentsOf(text));
      expectTidy(text, after);
      expect(await editsOf(format, after, edit), 'a second planning').toEqual([]);
    }), { numRuns: 250 });
  });

  it('adds a value, and takes nothing away but blanks', async () => {
    await fc.assert(fc.asyncProperty(texts, fc.nat(), fc.constantFrom<DataPath>(['zoom'], ['added'], ['one', 'two']), VALUES, async (text, pick, tail, value) => {
      const before = dataOf(format, text);
      const parents = objectPaths(before).filter((path) => !isShared(text, path));
      const path = [...(parents[pick % parents.length] ?? []), ...tail];
      const edit: DataEdit = { kind: 'set', path, value, placing: tail[0] === 'added' ? 'sorted' : { after: ['healthcheckPath', 'name', 'deploy'] } };
      const edits = await editsOf(format, text, edit);
      const after = applyEdits(text, edits);
      expect(dataOf(format, after)).toEqual(changed(before, path, value));
      expect(edits.every(({ range }) => text.slice(range.start, range.end).trim() === '')).toBe(true);
      expect(commentsOf(after)).toEqual(commentsOf(text));
      expectTidy(text, after);
      expect(await editsOf(format, after, edit), 'a second planning').toEqual([]);
      const removed = await editData(format, after, { kind: 'remove', path });
      if (removed.ok && tail.length === 1) expect(dataOf(format, applyEdits(after, removed.edits))).toEqual(before);
    }), { numRuns: 250 });
  });

  it('removes a value, and no other', async () => {
    await fc.assert(fc.asyncProperty(texts, fc.nat(), async (text, pick) => {
      const before = dataOf(format, text);
      const paths = settable(before, text);
      const path = paths[pick % paths.length] ?? [];
      const made = await editData(format, text, { kind: 'remove', path });
      if (!made.ok) return;
      const after = applyEdits(text, made.edits);
      const remaining = changed(before, path, undefined);
      expect(withoutEmpty(dataOf(format, after))).toEqual(withoutEmpty(remaining));
      expect(commentsOf(text).length - commentsOf(after).length).toBeLessThanOrEqual(2);
      if (after.trim() !== '') expectTidy(text, after);
    }), { numRuns: 250 });
  });
});

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutEmpty(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => typeof item !== 'object' || item === null || Array.isArray(item) || Object.keys(item).length > 0));
}
