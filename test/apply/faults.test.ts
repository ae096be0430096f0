import { execaSync } from 'execa';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { bundleApply, type Faults } from '../support/apply-bundle.ts';
import { scratchFolder } from '../support/scratch.ts';

type Apply = typeof import('../../src/apply/apply-files.ts') & typeof import('../../src/apply/recover.ts') & typeof import('../../src/apply/undo.ts');

let bundle: Awaited<ReturnType<typeof bundleApply>>;
let apply: Apply;
let work: string;
const faults: Faults = ((globalThis as { faults?: Faults }).faults ??= { calls: 0, from: 0, to: 0, code: '' });

beforeAll(async () => {
  bundle = await bundleApply({ faulty: true });
  apply = (await import(bundle.path)) as Apply;
  work = scratchFolder('faults');
  process.env['XDG_CACHE_HOME'] = join(work, 'cache');
});
afterAll(() => {
  delete process.env['XDG_CACHE_HOME'];
  rmSync(work, { recursive: true, force: true });
  bundle.remove();
});

const MARK = '\uFEFF';
/** A changed file, one behind a link, a made one in two new folders, one with a byte order mark, and a deleted one. */
const FILES: readonly ChangedFile[] = [
  { path: 'Procfile', before: 'web: gunicorn a:b\r\n', after: 'web: gunicorn -w 4 a:b\r\n' },
  { path: 'config/linked.toml', before: 'a = 1', after: 'a = 2' },
  { path: 'deep/er/new.py', before: undefined, after: 'import os\n' },
  { path: 'marked.json', before: '{}\n', after: '{"a": 1}\n' },
  { path: 'railway.json', before: '{ "deploy": {} }', after: undefined },
];

function makeTree(): string {
  const root = mkdtempSync(join(work, 'tree-'));
  writeFileSync(join(root, 'Procfile'), 'web: gunicorn a:b\r\n', { mode: 0o755 });
  mkdirSync(join(root, 'config'));
  writeFileSync(join(root, 'real.toml'), 'a = 1', { mode: 0o640 });
  symlinkSync('../real.toml', join(root, 'config/linked.toml'));
  writeFileSync(join(root, 'marked.json'), `${MARK}{}\n`);
  writeFileSync(join(root, 'railway.json'), '{ "deploy": {} }', { mode: 0o600 });
  writeFileSync(join(root, 'untouched'), 'x');
  return root;
}

/** All names below a folder with modes and contents: what a person would compare. */
function shown(root: string, folder = ''): string {
  return readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => ({ entry, path: join(folder, entry.name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ entry, path }) => {
      if (entry.isDirectory()) return `${path}/\n${shown(root, path)}`;
      const mode = (statSync(join(root, path)).mode & 0o7777).toString(8);
      return `${path}${entry.isSymbolicLink() ? ' (link)' : ''} ${mode} ${JSON.stringify(readFileSync(join(root, path), 'utf8'))}\n`;
    }).join('');
}

const DESCRIPTION = { title: 'Fix server/workers', version: '0.1.0' };

/** The two things that write, each with the tree that it starts from. */
const WORKS = {
  fix: { prepare: async () => undefined, run: (root: string) => apply.applyFiles(root, FILES, DESCRIPTION) },
  undo: { prepare: (root: string) => apply.applyFiles(root, FILES, DESCRIPTION), run: (root: string) => apply.undo(root, { version: '0.1.0' }) },
};

async function prepared(operation: (typeof WORKS)['fix' | 'undo']): Promise<string> {
  const root = makeTree();
  await operation.prepare(root);
  return root;
}

/** How the tree looks before and after the work, and how many calls it takes. */
async function measured(operation: (typeof WORKS)['fix' | 'undo']) {
  const root = await prepared(operation);
  const before = shown(root);
  faults.calls = 0;
  await operation.run(root);
  expect(faults.calls).toBeGreaterThan(60);
  return { before, after: shown(root), calls: faults.calls };
}

const withoutEmptyFolders = (tree: string) => tree.replaceAll(/^.*\/\n/gm, '');

for (const [name, operation] of Object.entries(WORKS)) {
  describe(`${name}, whose every call to the file system goes wrong in turn`, () => {
    for (const [code, lasts] of [['EACCES', 'once'], ['ENOSPC', 'once'], ['EIO', 'from then on']] as const) {
      it(`with ${code} ${lasts}: the files are as before or as after`, async () => {
        const { before, after, calls } = await measured(operation);
        let refusals = 0;
        for (let from = 1; from <= calls; from += 1) {
          const root = await prepared(operation);
          Object.assign(faults, { calls: 0, from, to: lasts === 'once' ? from : Infinity, code });
          const outcome = await operation.run(root).then(() => 'done', (error: Error) => error);
          const atOnce = shown(root);
          Object.assign(faults, { from: 0, to: 0 });
          const said = await apply.recover(root);
          const context = `${code} at call ${from} of ${calls}: ${String(outcome)}; then ${said}`;
          if (lasts === 'once') expect(said, context).toBeUndefined();
          if (outcome === 'done') expect(withoutEmptyFolders(atOnce), context).toBe(withoutEmptyFolders(after));
          else {
            refusals += 1;
            expect(outcome, context).toMatchObject({ name: 'UsageError' });
            if (lasts === 'once' || said !== undefined || atOnce === before) expect(shown(root), context).toBe(before);
            else expect(withoutEmptyFolders(shown(root)), context).toBe(withoutEmptyFolders(after));
          }
          const again = await operation.run(root).then(() => 'done', () => 'refused');
          const isMade = withoutEmptyFolders(atOnce) === withoutEmptyFolders(after) && said === undefined;
          expect(again, context).toBe(isMade ? 'refused' : 'done');
        }
        expect(refusals).toBeGreaterThan(calls / 2);
      });
    }

    it('by a kill: the next run finds the files as before or as after', async () => {
      const { before, after, calls } = await measured(operation);
      const found = { before: 0, after: 0, between: 0 };
      const script = join(work, 'child.mjs');
      writeFileSync(script, `
        const [, , name, root, from, files] = process.argv;
        const { applyFiles, undo } = await import(${JSON.stringify(bundle.path)});
        Object.assign(globalThis.faults, { from: Number(from), to: Infinity, code: 'KILL' });
        if (name === 'fix') await applyFiles(root, JSON.parse(files), { title: 'Fix', version: '0.1.0' });
        else await undo(root, { version: '0.1.0' });`);
      for (let from = 1; from <= calls; from += 1) {
        const root = await prepared(operation);
        const child = execaSync(process.execPath, [script, name, root, String(from), JSON.stringify(FILES)], { reject: false });
        expect(child.signal, child.stderr).toBe('SIGKILL');
        const isWhole = withoutEmptyFolders(shown(root)) === withoutEmptyFolders(after);
        const left = shown(root);
        const said = await apply.recover(root);
        const now = shown(root);
        const context = `killed before call ${from} of ${calls}; then ${said}`;
        expect([before, withoutEmptyFolders(after)], context).toContain(now === before ? now : withoutEmptyFolders(now));
        if (said === undefined) found[isWhole ? 'after' : 'before'] += 1;
        else found.between += left === before ? 0 : 1;
        if (said !== undefined) expect(now, context).toBe(before);
      }
      expect(found.before).toBeGreaterThan(5);
      expect(found.between).toBeGreaterThan(20);
      expect(found.after).toBeGreaterThan(1);
    });
  });
}
