import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDeepNesting } from '../../src/documents/typescript-depth.ts';
import { HANG_LIMIT } from '../support/hang-limit.ts';
import { CONSTRUCTS } from './deep-constructs.ts';

const COUNT = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'depth-'));

/** Reads all constructs one after the other in a process of its own: what overflows the parser's stack ends that process, not this. */
const READER = `
import { CONSTRUCTS } from './deep-constructs.js';
import { parseTypeScript } from './typescript.js';
import { findDeepNesting } from './typescript-depth.js';
const largest = process.argv[2] === 'largest';
for (const { name, path, write } of CONSTRUCTS) {
  process.stdout.write(name);
  const parsed = await parseTypeScript(path, write(largest ? accepted(path, write) : ${COUNT}));
  process.stdout.write(': ' + (parsed.ok ? 'read' : parsed.problem.message) + '\\n');
}
function accepted(path, write) {
  let [yes, no] = [1, ${COUNT}];
  while (no - yes > 1) {
    const middle = (yes + no) >> 1;
    if (findDeepNesting(write(middle), !path.endsWith('.ts')) === undefined) yes = middle;
    else no = middle;
  }
  return yes;
}
`;

beforeAll(async () => {
  const parser = import.meta.resolve('oxc-parser');
  for (const source of ['../../src/documents/typescript.ts', '../../src/documents/typescript-depth.ts', './deep-constructs.ts']) {
    const input = fileURLToPath(new URL(source, import.meta.url));
    const bundle = await rolldown({ input, logLevel: 'silent', plugins: [{ name: 'parser', resolveId: (id) => (id === 'oxc-parser' ? { id: parser, external: true } : undefined) }] });
    await bundle.write({ dir: folder, format: 'esm' });
    await bundle.close();
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'reader.js'), READER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readAll(which: 'endless' | 'largest'): Map<string, string> {
  const run = spawnSync(process.execPath, [join(folder, 'reader.js'), which], { encoding: 'utf8', timeout: HANG_LIMIT });
  expect(run.stderr, `ended at: ${run.stdout.slice(-80)}`).toBe('');
  expect(`${run.status} ${run.signal}`, `ended at: ${run.stdout.slice(-80)}`).toBe('0 null');
  return new Map(run.stdout.trimEnd().split('\n').map((line) => line.split(': ') as [string, string]));
}

/** What repeats without nesting: these are read at any length. */
const FLAT = ['sequences', 'many statements on one line', 'many lines without an end', 'JSX children side by side'];

describe('code nested without end', () => {
  it(`leaves the process alive in all ${CONSTRUCTS.length} constructs of 100,000 levels`, () => {
    const results = readAll('endless');
    for (const { name } of CONSTRUCTS) expect(`${name}: ${results.get(name)}`).toBe(`${name}: ${FLAT.includes(name) ? 'read' : 'nested too deeply'}`);
  });

  it('leaves the process alive at the deepest level that is let through', () => {
    const results = readAll('largest');
    expect([...results.keys()]).toEqual(CONSTRUCTS.map(({ name }) => name));
    expect([...results].filter(([, result]) => result === 'nested too deeply')).toEqual([]);
  });
});

describe('large files of real packages', () => {
  const root = fileURLToPath(new URL('../../node_modules', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:[cm]?js|tsx?)$/.test(path)).map((path) => join(root, path))
    .filter((path) => statSync(path).isFile() && statSync(path).size > 150_000 && statSync(path).size < 1_000_000)
    .filter((path) => !/\/vite\/.*\/assets\//.test(path)); // pages of a browser, a whole program in one line: the measure may refuse those

  it('are never taken for code nested too deeply', () => {
    expect(files.length).toBeGreaterThan(10);
    const refused = files.filter((path) => findDeepNesting(readFileSync(path, 'utf8'), !/\.[cm]?ts$/.test(path)) !== undefined);
    expect(refused).toEqual([]);
  });
});
