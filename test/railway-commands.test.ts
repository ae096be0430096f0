import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, optimize } from './support/cli.ts';
import { makeRepository } from './support/git-repository.ts';
import { withDouble, type Double, type DoubleMode, type DoubleOptions } from './support/railway-double.ts';
import { timeIsUp } from './support/time-is-up.ts';

const FILES = {
  'web/Procfile': 'web: gunicorn shop.wsgi --workers 4\n', 'web/requirements.txt': 'gunicorn==23.0.0\n', 'web/shop/wsgi.py': 'application = None\n',
  'tools/Procfile': 'worker: python run.py\n', 'tools/run.py': 'print(1)\n',
};
const CONFIG = 'services:\n  web: { railway: web }\n  tools: { railway: false }\n';

const made: { readonly remove: () => void }[] = [];
afterEach(() => { for (const each of made.splice(0)) each.remove(); });

function project(files: Readonly<Record<string, string>> = {}) {
  const one = makeProject({ ...FILES, ...files });
  made.push(one);
  return one;
}

function double(options: DoubleOptions = {}): Double {
  const one = withDouble(options);
  made.push(one);
  return one;
}

const schemaOf = (name: string) => new Ajv({ strict: true, strictTypes: false }).compile(JSON.parse(readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8')) as object);
/** Without what differs from run to run: the moment, and where the program lies. */
const alike = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'MOMENT').replaceAll(/read 20\d\d-\d\d-\d\d \d\d:\d\d UTC/g, 'read MOMENT');

describe('optimize railway status', () => {
  it('says which service is which and how that is known, in 80 columns, and how to say what is open', async () => {
    const { env } = double();
    const { stdout, stderr, exitCode } = await optimize(['railway', 'status', '.'], { cwd: project().root, env });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/\nweb\n {2}source .*ada\/shop, branch main\n {2}runs {2,}2 replicas in europe-west4-drams3a\n {2}deployed {2,}SUCCESS .*\n {2}here {2,}web \(web\/\): they have the same name\n/);
    expect(stdout).toMatch(/here, and joined to no service of Railway\n {2}tools \(tools\/\) {2}could be worker\n/);
    expect(stdout).toMatch(/services:\n {4}"tools":\n {6}railway: NAME\n/);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('keeps to docs/railway-status.schema.json, and reads the words of the configuration', async () => {
    const { env } = double();
    const { stdout, exitCode } = await optimize(['railway', 'status', '.', '--json'], { cwd: project({ 'optimize.yaml': CONFIG }).root, env });
    const validate = schemaOf('railway-status.schema.json');
    const document = JSON.parse(stdout) as { readonly services: readonly { readonly name: string; readonly local: readonly object[] }[]; readonly unmatched: readonly object[] };
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(exitCode).toBe(0);
    expect(document.services.find(({ name }) => name === 'web')?.local).toEqual([{ name: 'web', root: 'web', by: 'configuration' }]);
    expect(document.unmatched).toEqual([expect.objectContaining({ name: 'tools', state: 'absent', said: expect.objectContaining({ name: false, file: 'optimize.yaml', start: { line: 3, column: 21 } }) })]);
    expect(validate({ ...document, extra: 1 })).toBe(false);
    expect(validate({ ...document, unmatched: [{ name: 'a', root: '.', state: 'lost', candidates: [] }] })).toBe(false);
  });

  it('says what is wrong with the project before it asks', async () => {
    const own = double();
    const { exitCode, stderr } = await optimize(['railway', 'status', '.'], { cwd: project({ 'optimize.yaml': 'rulse: {}\n' }).root, env: own.env });
    expect([exitCode, own.allCalls()]).toEqual([2, []]);
    expect(stderr).toContain('optimize.yaml:1:1: the configuration has no key "rulse"');
  });
});

describe('optimize railway pull', () => {
  it('prints shapes in 80 columns and never a value', async () => {
    const { env } = double();
    const { stdout, stderr, exitCode } = await optimize(['railway', 'pull', '.'], { cwd: project().root, env });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/\n {4}SECRET_KEY {2,}"…" \(in quotes, a secret in plain sight, by its name\)\n/);
    expect(stdout).toMatch(/\n {4}PORT {2,}8080\n/);
    expect(stdout).toMatch(/\n {2}volumes {2,}\/var\/lib\/postgresql\/data in us-west2 /);
    expect(stdout).not.toMatch(/k3y-|pw-Qm/);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('writes the same bytes each time, whole or not at all', async () => {
    const [{ env }, { root }] = [double(), project()];
    const run = await optimize(['railway', 'pull', root, '--output', 'facts.json'], { cwd: root, env });
    expect([run.exitCode, run.stdout, run.stderr]).toEqual([0, '', 'what Railway says is written to facts.json\n']);
    const text = readFileSync(join(root, 'facts.json'), 'utf8');
    const [piped, json] = [await optimize(['railway', 'pull', root, '--output', '-'], { env }), await optimize(['railway', 'pull', root, '--json'], { env })];
    expect([alike(piped.stdout), alike(json.stdout)]).toEqual([alike(text), alike(text)]);
    expect(text).toMatch(/^\{\n[^]*\}\n$/);
    const validate = schemaOf('live.schema.json');
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    const failed = double({ mode: 'malformed', after: 1 });
    const again = await optimize(['railway', 'pull', root, '--output', 'facts.json'], { cwd: root, env: failed.env });
    expect([again.exitCode, readFileSync(join(root, 'facts.json'), 'utf8')]).toEqual([2, text]);
    const nowhere = double();
    expect((await optimize(['railway', 'pull', root, '--output', 'no/where.json'], { cwd: root, env: nowhere.env })).exitCode).toBe(2);
    expect(nowhere.allCalls()).toEqual([]);
  });
});

describe('a scan with what Railway says', () => {
  it('asks with --live and with nothing else, and says who each service is', async () => {
    const [own, { root }] = [double(), project({ 'optimize.yaml': CONFIG })];
    const plain = await optimize(['scan', root], { env: own.env });
    expect(plain.stdout).not.toContain('Railway as');
    expect(own.allCalls()).toEqual([]);
    const asked = await optimize(['scan', root, '--live'], { env: own.env });
    expect([asked.exitCode, asked.stderr]).toEqual([0, '']);
    expect(asked.stdout).toMatch(/on\s+Railway\s+as\s+web,\s+production/);
    expect(own.calls().length).toBeGreaterThan(1);
    expect(own.calls().every(({ words }) => words.includes('--json') && !/set|edit|delete|scale|up/.test(words[1] ?? ''))).toBe(true);
  });

  it('takes an export by flag, by variable and by the configuration, and asks nobody', async () => {
    const [pulling, { root }] = [double(), project({ 'optimize.yaml': `${CONFIG}live: facts.json\n` })];
    await optimize(['railway', 'pull', root, '--output', join(root, 'facts.json')], { env: pulling.env });
    const own = double({ mode: 'offline' });
    const run = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) => (await optimize(['explain', 'live.service', '.', ...words], { cwd: root, env: { ...own.env, ...env } })).stdout;
    const said = expect.stringContaining('Railway: web, service (production)');
    expect(await run([])).toEqual(said);
    expect(await run(['--live-from', 'facts.json', '--no-config'])).toEqual(said);
    expect(await run(['--no-config'], { OPTIMIZE_LIVE_FROM: 'facts.json' })).toEqual(said);
    expect(await run(['--no-config'])).not.toEqual(said);
    expect(own.allCalls()).toEqual([]);
  });

  it('is the same for both states of a check', async () => {
    const repo = makeRepository(Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path.replace(/^web\//, 'site/'), text])));
    made.push(repo);
    await optimize(['railway', 'pull', repo.root, '--output', join(repo.root, 'facts.json')], { env: double().env });
    repo.write('optimize.yaml', 'services:\n  site: { railway: web }\n  tools: { railway: false }\nlive: facts.json\n');
    repo.git('add', '--all');
    repo.git('commit', '--quiet', '-m', 'Join what Railway says');
    const scanned = await optimize(['scan', '.', '--json'], { cwd: repo.root });
    expect(JSON.parse(scanned.stdout)).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ rule: 'platform/variable-quotes' })]) });
    const { stdout, exitCode } = await optimize(['check', '.', '--base', 'HEAD~1', '--json', '--full'], { cwd: repo.root, env: double({ mode: 'offline' }).env });
    expect(JSON.parse(stdout)).toMatchObject({ passed: true, new: [], fixed: [] });
    expect(exitCode).toBe(0);
  });

  const FAILURES: readonly (readonly [DoubleMode, string])[] = [['not-linked', 'railway-unlinked'], ['not-logged-in', 'railway-login'], ['malformed', 'railway-answer'], ['shim', 'railway-missing']];
  it.each(FAILURES)('does not go on without where Railway cannot be asked: %s', async (mode, code) => {
    const { env } = double({ mode });
    const { stdout, stderr, exitCode } = await optimize(['scan', '.', '--live', '--json'], { cwd: project().root, env: { ...env, PATH: `${env['PATH']?.split(':').slice(0, 2).join(':') ?? ''}:/usr/bin:/bin` } });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code, hint: expect.stringMatching(/without --live nobody is asked.*--live-from FILE/) } });
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('ends a question that takes too long', async () => {
    const slow = double({ mode: 'slow' });
    const run = await optimize(['scan', '.', '--live', '--railway-timeout', '1'], { cwd: project().root, env: { ...slow.env, ...timeIsUp(slow, 1) } });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('took longer than 1 second and');
  });

  const MISTAKES: readonly (readonly [readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
    [['--live', '--live-from', 'x.json'], {}, /^--live and --live-from do not go together\n/],
    [['--environment', 'staging'], {}, /^--environment says how Railway is asked, and nobody asks it\n/],
    [['--live-from', 'x.json', '--railway-bin', 'railway'], {}, /^--railway-bin says how Railway is asked/],
    [['--live-from', 'no.json'], {}, /^no\.json cannot be read: there is none\n/],
    [['--live-from', '.'], {}, /^\. cannot be read: it is a folder\n/],
    [['--live-from', 'web/Procfile'], {}, /^web\/Procfile:1: this is no live state/],
    [['--live', '--railway-timeout', '0'], {}, /^--railway-timeout 0 is less than 1\n/],
    [[], { OPTIMIZE_LIVE_FROM: 'no.json', OPTIMIZE_ENVIRONMENT: 'staging' }, /^no\.json cannot be read/],
  ];
  it.each(MISTAKES)('refuses %j with %j', async (words, env, message) => {
    const own = double();
    const run = await optimize(['scan', '.', ...words], { cwd: project().root, env: { ...own.env, ...env } });
    expect([run.exitCode, run.stdout, own.allCalls()]).toEqual([2, '', []]);
    expect(run.stderr).toMatch(message);
  });

  it('says where the configuration names a file that is not there, or is none', async () => {
    const missing = project({ 'optimize.yaml': 'edition: 2026.1\nlive: ./ci/facts.json\n' });
    const run = await optimize(['scan', missing.root]);
    expect([run.exitCode, run.stderr.split('\n')[0]]).toEqual([2, 'optimize.yaml:2:1: there is no file ci/facts.json with what Railway says']);
    const wrong = project({ 'optimize.yaml': 'live: facts.json\n', 'facts.json': '{\n  "version": "1"\n}\n' });
    expect((await optimize(['scan', wrong.root])).stderr).toMatch(/^facts\.json:\d: this is no live state: version is a text/);
    expect(existsSync(join(wrong.root, '.railway'))).toBe(false);
  });
});
