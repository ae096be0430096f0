import { execaSync } from 'execa';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optimize } from './support/cli.ts';
import { CLEAN, documentOf, fixIn, fixProjects, FLAWED, REVIEWED, textsIn, type FixDocument, validateFix } from './support/fix-run.ts';
import { GIT_USER } from './support/git-repository.ts';
import { pointsOf } from './support/points.ts';

const project = fixProjects();

const TWO: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FLAWED).map(([path, text]) => [`ledger/${path}`, text])),
  ...Object.fromEntries(Object.entries(FLAWED).map(([path, text]) => [`stock/${path}`, text])),
};
const BIND = 'network/bind-address@app:Procfile#server.host';
const ASYNC = 'async/blocking-call@app:ledger.py#blocking:up';
const FOR_BIND = pointsOf('network/bind-address');
/** The score of FLAWED, in which nothing else is wrong. */
const FLAWED_SCORE = 100 - FOR_BIND - pointsOf('async/blocking-call');

/** What runs do: words, files, exit code, what stdout and stderr hold, which files change. */
const MATRIX: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, {
  readonly code: number; readonly out: RegExp; readonly err: RegExp; readonly changed: readonly string[];
}])[] = [
  ['a clean project', [], CLEAN, { code: 0, out: /^nothing to fix\n/, err: /^$/, changed: [] }],
  ['a clean project with --review', ['--review'], CLEAN, { code: 0, out: /^nothing to fix\n/, err: /^$/, changed: [] }],
  ['safe fixes', [], FLAWED, { code: 0, out: new RegExp(`✔ +\\+${FOR_BIND} Listen on 0\\.0\\.0\\.0\\n[^]*2 files changed; \`optimize undo\` takes it back`), err: /^$/, changed: ['Procfile', 'ledger.py'] }],
  ['safe fixes with --yes', ['--yes'], FLAWED, { code: 0, out: new RegExp(`2 fixes · ${FLAWED_SCORE}/100 poor → 100/100 excellent`), err: /^$/, changed: ['Procfile', 'ledger.py'] }],
  ['--dry-run with something pending', ['--dry-run'], FLAWED, { code: 1, out: /^diff --git a\/Procfile b\/Procfile\n/, err: /2 files would change; nothing is written/, changed: [] }],
  ['--dry-run with nothing pending', ['--dry-run'], CLEAN, { code: 0, out: /^$/, err: /^nothing to fix\n/, changed: [] }],
  ['no --review', [], REVIEWED, { code: 0, out: /2 more fixes want a review: choose in a terminal, or say --review/, err: /^$/, changed: ['ledger.py'] }],
  ['--review', ['--review'], REVIEWED, { code: 0, out: /✔ +\+\d Move to Python[^]*not made before `optimize migrate railway`: Railway reads railway\.json no more/, err: /^$/, changed: ['.python-version', 'ledger.py'] }],
  ['--rule', ['--rule', 'network/bind-address'], FLAWED, { code: 0, out: /1 more safe fix was not asked for: `optimize fix` makes it/, err: /^$/, changed: ['Procfile'] }],
  ['two rules', ['--rule', 'network/bind-address', '--rule', 'async/blocking-call'], FLAWED, { code: 0, out: /2 fixes/, err: /^$/, changed: ['Procfile', 'ledger.py'] }],
  ['a rule that has no finding', ['--rule', 'server/workers'], FLAWED, { code: 0, out: /^nothing is changed\n2 safe fixes were not asked for/, err: /^$/, changed: [] }],
  ['an unknown rule', ['--rule', 'no/rule'], FLAWED, { code: 2, out: /^$/, err: /^there is no rule no\/rule\n`optimize rules` lists them\n$/, changed: [] }],
  ['--finding', ['--finding', ASYNC], FLAWED, { code: 0, out: /1 fix · /, err: /^$/, changed: ['ledger.py'] }],
  ['an unknown finding', ['--finding', 'a/b@app:c'], FLAWED, { code: 2, out: /^$/, err: /^there is no finding a\/b@app:c\n/, changed: [] }],
  ['--service', ['--service', 'stock'], TWO, { code: 0, out: /2 fixes · /, err: /^$/, changed: ['stock/Procfile', 'stock/ledger.py'] }],
  ['an unknown service', ['--service', 'nobody'], TWO, { code: 2, out: /^$/, err: /^there is no service called nobody in /, changed: [] }],
  ['two services', [], TWO, { code: 0, out: /4 fixes · /, err: /^$/, changed: ['ledger/Procfile', 'ledger/ledger.py', 'stock/Procfile', 'stock/ledger.py'] }],
  ['one of two services that gains', ['--finding', 'network/bind-address@stock:stock/Procfile#server.host'], TWO, { code: 0, out: new RegExp(`stock ${FLAWED_SCORE} → ${FLAWED_SCORE + FOR_BIND}; the score is that of the lowest, ledger\\n`), err: /^$/, changed: ['stock/Procfile'] }],
  ['--patch -', ['--patch', '-'], FLAWED, { code: 0, out: /^diff --git a\/Procfile b\/Procfile\n/, err: /^$/, changed: [] }],
  ['--patch - with nothing to fix', ['--patch', '-'], CLEAN, { code: 0, out: /^$/, err: /^$/, changed: [] }],
  ['--patch into no folder', ['--patch', 'no/where/x.patch'], FLAWED, { code: 2, out: /^$/, err: /^no\/where\/x\.patch cannot be written: its folder is not there\n/, changed: [] }],
  ['flags that do not go together', ['--dry-run', '--commit'], FLAWED, { code: 2, out: /^$/, err: /^--dry-run and --commit do not go together\n/, changed: [] }],
  ['an unknown flag', ['--fast'], FLAWED, { code: 2, out: /^$/, err: /^there is no flag --fast\n/, changed: [] }],
  ['an empty folder', [], {}, { code: 2, out: /^$/, err: /^there is nothing to scan in /, changed: [] }],
  ['--commit without a repository', ['--commit'], FLAWED, { code: 2, out: /^$/, err: /^the folder is in no git repository\n--commit and --branch need a work tree of git; nothing was changed\n$/, changed: [] }],
];

describe.each(MATRIX)('%s', (_, words, files, expected) => {
  it('ends, says and changes what is documented', async () => {
    const root = project(files);
    const before = textsIn(root);
    const run = await fixIn(root, words);
    expect(run.exitCode, run.stdout + run.stderr).toBe(expected.code);
    expect(run.stdout).toMatch(expected.out);
    expect(run.stderr).toMatch(expected.err);
    const after = textsIn(root);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual(expected.changed);
  });

  it('says the same as one JSON document', async () => {
    const root = project(files);
    const run = await fixIn(root, [...words, '--json']);
    const isOne = !words.includes('-');
    expect(run.exitCode).toBe(isOne ? expected.code : 2);
    if (expected.code !== 2 && isOne) {
      const document = documentOf(run);
      expect(document.written).toBe(expected.changed.length > 0);
      if (document.written) expect(document.files.map(({ path }) => path)).toEqual(expected.changed);
      return;
    }
    expect(JSON.parse(run.stdout)).toEqual({ ok: false, error: { code: expect.any(String) as string, message: expect.any(String) as string, hint: expect.any(String) as string } });
  });
});

describe('the JSON of a run', () => {
  it('says what is not made, and counts what nobody asked for', async () => {
    const document = documentOf(await fixIn(project(REVIEWED), ['--review', '--dry-run', '--json']));
    expect(document.refused.map(({ rule }) => rule)).toContain('deploy/draining');
    expect(document.fixes.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['async/blocking-call', 'runtime/end-of-life']));
    expect(document.waiting).toMatchObject({ safe: 0, review: 0 });
    expect(document.score['after']?.value).toBeGreaterThan(document.score['before']?.value ?? 100);
  });

  it('is the same bytes twice, apart from the run', async () => {
    const [first, second] = [await fixIn(project(), ['--json', '--dry-run']), await fixIn(project(), ['--json', '--dry-run'])];
    expect(first.stdout).toBe(second.stdout);
  });

  const breakages: readonly (readonly [string, (document: FixDocument) => void])[] = [
    ['a key that nobody documented', (document) => { document['extra'] = 1; }],
    ['another version', (document) => { document['schemaVersion'] = 2; }],
    ['no score', (document) => { Reflect.deleteProperty(document, 'score'); }],
    ['a fix without edits', (document) => { (document.fixes[0] ?? {})['edits'] = []; }],
    ['a fix that is advice', (document) => { (document.fixes[0] ?? {})['applicability'] = 'advice'; }],
    ['a gain below zero', (document) => { (document.fixes[0] ?? {})['gain'] = -1; }],
    ['a refusal without a reason', (document) => { delete (document.refused[0] ?? {})['because']; }],
    ['a file that something else happened to', (document) => { document.files.push({ path: 'x', change: 'renamed' }); }],
    ['a count that is none', (document) => { document.waiting['review'] = 1.5; }],
  ];
  it.each(breakages)('is refused with %s', async (_, breakIt) => {
    const document = documentOf(await fixIn(project(REVIEWED), ['--review', '--dry-run', '--json']));
    breakIt(document);
    expect(validateFix(document)).toBe(false);
  });
});

describe('a patch', () => {
  it('is taken by git apply and gives what a fix writes', async () => {
    const [patched, written] = [project(), project()];
    const file = join(patched, 'fix.patch');
    const run = await fixIn(patched, ['--patch', file]);
    expect(run.stdout).toContain('`git apply` takes it');
    expect(readFileSync(join(patched, 'Procfile'), 'utf8')).toBe(FLAWED['Procfile']);
    execaSync('git', ['apply', file], { cwd: patched, env: GIT_USER });
    await fixIn(written);
    expect({ ...textsIn(patched), 'fix.patch': undefined }).toEqual({ ...textsIn(written), 'fix.patch': undefined });
  });

  it('goes into the folder where the command runs, and gives the old one up', async () => {
    const root = project({ ...CLEAN, 'old.patch': 'from before\n' });
    const run = await fixIn(root, ['--patch', 'old.patch']);
    expect(run.stdout).toContain('old.patch is empty');
    expect(readFileSync(join(root, 'old.patch'), 'utf8')).toBe('');
  });
});

describe('flags as variables', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, number, readonly string[]])[] = [
    ['a dry run', { OPTIMIZE_DRY_RUN: '1' }, 1, []],
    ['one rule', { OPTIMIZE_RULE: 'network/bind-address' }, 0, ['Procfile']],
    ['two rules', { OPTIMIZE_RULE: 'network/bind-address, async/blocking-call' }, 0, ['Procfile', 'ledger.py']],
    ['a finding', { OPTIMIZE_FINDING: BIND }, 0, ['Procfile']],
    ['an unknown service', { OPTIMIZE_SERVICE: 'nobody' }, 2, []],
    ['a patch', { OPTIMIZE_PATCH: '-' }, 0, []],
    ['--yes, and CI', { OPTIMIZE_YES: 'true', CI: '1' }, 0, ['Procfile', 'ledger.py']],
  ];
  it.each(cases)('%s', async (_, env, code, changed) => {
    const root = project();
    const run = await fixIn(root, [], env);
    expect(run.exitCode, run.stderr).toBe(code);
    const texts = textsIn(root);
    expect(Object.keys(texts).filter((path) => texts[path] !== FLAWED[path])).toEqual(changed);
  });

  it('colours where it is asked to, and not where it is asked not to', async () => {
    const ESCAPE = '\u001b[';
    expect((await fixIn(project(), ['--dry-run', '--color'])).stdout).toContain(ESCAPE);
    expect((await fixIn(project(), ['--dry-run', '--no-color'], { FORCE_COLOR: '1' })).stdout).not.toContain(ESCAPE);
    expect((await fixIn(project(), ['--patch', '-', '--color'])).stdout, 'a patch is for programs').not.toContain(ESCAPE);
    expect((await fixIn(project(), ['--json', '--color'])).stdout).not.toContain(ESCAPE);
  });
});

/** Nothing here starts without a shell, and nobody can see yet what starts then: a server that does not close. */
const ASLEEP: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM node:24-slim\nCOPY . .\nRUN npm ci\n',
  'package-lock.json': '{ "name": "kiosk", "lockfileVersion": 3, "packages": {} }\n',
  'package.json': '{ "name": "kiosk", "dependencies": { "express": "5.1.0" } }\n',
  '.railway/railway.ts': 'import { defineRailway, project, service } from "railway/iac";\nexport default defineRailway(() => project("quay", { resources: [service("api", { start: "NODE_ENV=production node kiosk.js" })] }));\n',
  'kiosk.js': 'const kiosk = require("express")();\nkiosk.get("/alive", (req, res) => res.json({}));\nkiosk.listen(process.env.PORT || 4321);\n',
};

describe('a fix that brings a finding', () => {
  const words = ['--review', '--rule', 'start/shell-variables'];

  it('names it before it is written', async () => {
    const root = project(ASLEEP);
    const { stderr } = await fixIn(root, [...words, '--dry-run']);
    expect(stderr).toMatch(/✔ +\+\d Wrap the start command in [^]*\n +then medium: api does not close its server when it is told to stop\n/);
    expect(textsIn(root)).toEqual(ASLEEP);
  });

  it('names it in the document', async () => {
    const [fix, ...more] = documentOf(await fixIn(project(ASLEEP), [...words, '--dry-run', '--json'])).fixes;
    expect(more).toEqual([]);
    expect(fix?.['brings']).toEqual([{ finding: 'server/shutdown-handler@api:kiosk.js#web.shutdownHandlers', severity: 'medium', message: 'api does not close its server when it is told to stop' }]);
  });
});

describe('a folder', () => {
  it('may be named from where the command runs, or be left out', async () => {
    const outer = project(TWO);
    expect((await fixIn(outer, [], {})).exitCode).toBe(0);
    const named = project(TWO);
    const env = { ...GIT_USER, XDG_CACHE_HOME: `${named}.cache` };
    expect((await optimize(['fix', 'stock', '--as-of', '2026-11-22'], { cwd: named, env })).stdout).toContain('2 files changed');
    expect((await optimize(['fix', '--as-of', '2026-11-22'], { cwd: join(named, 'ledger'), env })).stdout).toContain('2 files changed');
    expect(textsIn(named)).toEqual(textsIn(outer));
  });

  it('that is none is said in words of this command', async () => {
    const root = project();
    expect((await optimize(['fix', join(root, 'nowhere')])).stderr).toBe(`there is no folder ${join(root, 'nowhere')}\nname the folder of a project, or start in it without a name\n`);
    expect((await optimize(['undo', join(root, 'ledger.py')])).stderr).toContain('is a file, and a folder is needed');
  });

  it('that is fixed has nothing to do the second time', async () => {
    const root = project();
    await fixIn(root);
    const texts = textsIn(root);
    const again = await fixIn(root);
    expect(again.stdout).toMatch(/^nothing to fix\n/);
    expect(textsIn(root)).toEqual(texts);
  });
});
