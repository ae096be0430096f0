import { Ajv } from 'ajv';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CURRENT_EDITION, loadCatalogue } from '../../src/rules/catalogue.ts';
import { optimize } from '../support/cli.ts';
import { makeRepository } from '../support/git-repository.ts';
import { PROJECT } from './history.ts';

const DAY = ['--as-of', '2026-11-22'];
const GOOD = PROJECT['admin/Procfile'] ?? '';
const WORSE = GOOD.replace('--workers 2', '--workers 1');
const POINTS = `${(await loadCatalogue()).editions.get(CURRENT_EDITION)?.rules.get('server/workers')?.points}`;
const repository = makeRepository(PROJECT);
repository.write('admin/Procfile', WORSE);
repository.git('commit', '--quiet', '--all', '-m', 'Lower the workers');
const check = (...words: readonly string[]) => optimize(['check', repository.root, ...DAY, ...words]);

const schema = (name: string) => JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).addSchema(schema('report')).compile(schema('check'));

afterAll(() => repository.remove());

/** A run that several tests look at. */
function lazily<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= run());
}

describe.concurrent('check against a ref', () => {
  const unchanged = lazily(() => check('--base', 'HEAD', '--json'));

  it('fails for what got worse, and says what, where and by which commit', async () => {
    const run = await check('--base', 'HEAD~1');
    expect(run.exitCode, run.stderr).toBe(1);
    expect(run.stdout).toContain('1 new finding');
    expect(run.stdout).toMatch(new RegExp(`-${POINTS} +server/workers +[0-9a-f]{7} Lower the workers`));
    expect(run.stdout).toMatch(/admin +\d+ → \d+/);
    expect(run.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('is one line when nothing moved', async () => {
    const run = await check('--base', 'HEAD');
    expect([run.exitCode, run.stdout.trim().split('\n').length, run.stderr]).toEqual([0, 1, '']);
    expect(run.stdout).toMatch(/ passed · .* · nothing new/);
  });

  for (const [words, code] of [
    [['--fail-on', 'high'], 1], [['--fail-on', 'never'], 1], [['--fail-on', 'high', '--max-drop', POINTS], 0], [['--fail-on', 'never', '--max-drop', POINTS, '--min-score', '100'], 1],
    [['--fail-on', 'never', '--max-drop', POINTS, '--min-grade', 'poor'], 0], [['--fail-on', 'never', '--max-drop', POINTS, '--max-lost', 'server=0'], 1],
    [['--fail-on', 'never', '--max-drop', POINTS, '--max-lost', `server=${POINTS}`], 0], [['--exit-zero'], 0], [['--fail-on', 'never', '--max-drop', POINTS, '--max-undecided', '0'], 0],
  ] as const) {
    it(`exits with ${code}: ${words.join(' ')}`, async () => {
      const run = await check('--base', 'HEAD~1', ...words);
      expect(run.exitCode, run.stdout + run.stderr).toBe(code);
    });
  }

  it('says in JSON which gate failed and why, by a schema', async () => {
    const { stdout } = await check('--base', 'HEAD~1', '--json');
    const document = JSON.parse(stdout) as { gates: unknown; passed: boolean; against: unknown };
    validate(document);
    expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
    expect(document.passed).toBe(false);
    expect(document.gates).toEqual([
      { gate: 'new-findings', passed: false, limit: 'medium', because: '1 new finding of medium or worse: server/workers in admin' },
      { gate: 'drop', passed: false, limit: '0', because: expect.stringMatching(new RegExp(String.raw`^admin went from \d+ to \d+ \(server/workers -${POINTS}\)$`)) },
    ]);
  });

  for (const broken of ['passed', 'gates', 'against'] as const) {
    it(`does not pass its schema without ${broken}`, async () => {
      const document = JSON.parse((await unchanged()).stdout) as Record<string, unknown>;
      expect(validate(document)).toBe(true);
      delete document[broken];
      expect(validate(document)).toBe(false);
    });
  }

  it('says how to fetch a ref that is not here', async () => {
    const run = await check('--base', 'origin/main');
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/origin\/main/);
    expect(run.stderr).toMatch(/git fetch/);
  });
});

describe('what a check compares with', () => {
  it('is said by nobody: a clear error', async () => {
    const run = await check();
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--base origin/main');
  });

  describe.concurrent('in a pull request', () => {
    beforeAll(() => { repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD~1'); });
    afterAll(() => { repository.git('update-ref', '-d', 'refs/remotes/origin/main'); });

    it.each([
      ['GitHub', { GITHUB_BASE_REF: 'main' }], ['GitLab', { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }], ['Bitbucket', { BITBUCKET_PR_DESTINATION_BRANCH: 'main' }],
      ['Azure', { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }], ['Jenkins', { CHANGE_TARGET: 'main' }], ['Buildkite', { BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' }],
    ] as const)('is the target branch on %s', async (_system, environment) => {
      const run = await optimize(['check', repository.root, ...DAY, '--json'], { env: environment });
      expect(JSON.parse(run.stdout)).toMatchObject({ against: { kind: 'ref', ref: 'origin/main' }, passed: false });
    });
  });

  it('is HEAD where what is staged is checked', async () => {
    repository.write('admin/Procfile', WORSE.replace('0.0.0.0', '127.0.0.1'));
    expect((await check('--staged')).exitCode).toBe(0);
    repository.git('add', 'admin/Procfile');
    const run = await check('--staged', '--json');
    repository.git('reset', '--quiet', '--hard');
    expect(JSON.parse(run.stdout)).toMatchObject({ against: { ref: 'HEAD', head: 'the index' }, new: [{ rule: 'network/bind-address' }] });
  });
});

describe('a check across a change of the configuration', () => {
  const configured = makeRepository({ ...PROJECT, 'admin/Procfile': WORSE, 'optimize.yaml': 'rules:\n  server/workers: off\n' });
  const moved = async (config: string) => {
    configured.write('optimize.yaml', config);
    const run = await optimize(['check', configured.root, ...DAY, '--base', 'HEAD', '--json']);
    return JSON.parse(run.stdout) as { readonly new: readonly unknown[]; readonly fixed: readonly unknown[]; readonly aged: readonly unknown[]; readonly moves: readonly unknown[] };
  };
  afterAll(() => configured.remove());

  it('a rule that is switched on brings what was there before as a drop, and not as a new finding', async () => {
    expect(await moved('')).toMatchObject({ new: [], fixed: [], aged: [], moves: [{ rule: 'server/workers', before: 'ignored', after: 'fail' }] });
  });

  it('a rule that is made louder brings no news, and one that is switched off fixes nothing', async () => {
    expect(await moved('rules:\n  server/workers: off\n  platform/config-as-code-sunset: critical\n')).toMatchObject({ new: [], fixed: [], moves: [] });
    expect(await moved('rules:\n  server/workers: off\n  platform/config-as-code-sunset: off\n')).toMatchObject({ new: [], fixed: [] });
  });

  it('an ignore does not hide the same finding elsewhere', async () => {
    const task = (name: string) => `import time\n\nfrom fastapi import APIRouter\n\n${name} = APIRouter()\n\n\n@${name}.post("/${name}")\nasync def pay() -> None:\n    time.sleep(0.5)`;
    const main = (...names: readonly string[]) => `${PROJECT['app/main.py'] ?? ''}\n${names.map((name) => `from app.${name} import ${name}\napp.include_router(${name})\n`).join('')}`;
    configured.write('optimize.yaml', '');
    configured.write('app/card.py', `${task('card')}  # optimize-ignore[async/blocking-call] the gateway asks for it\n`);
    configured.write('app/main.py', main('card'));
    configured.git('add', '--all');
    configured.git('commit', '--quiet', '-m', 'Pay by card');
    configured.write('app/bill.py', `${task('bill')}\n`);
    configured.write('app/main.py', main('card', 'bill'));
    const run = await optimize(['check', configured.root, ...DAY, '--base', 'HEAD', '--json']);
    expect(JSON.parse(run.stdout)).toMatchObject({ passed: false, new: [{ rule: 'async/blocking-call', location: { file: 'app/bill.py' } }], ignored: [{ rule: 'async/blocking-call' }] });
  });
});

describe('a baseline', () => {
  const other = makeRepository(PROJECT);
  const run = (...words: readonly string[]) => optimize([...words, ...DAY], { cwd: other.root });
  const findings = async () => (JSON.parse((await run('scan', '--json')).stdout) as { readonly findings: readonly { readonly id: string }[] }).findings.map(({ id }) => id);
  afterAll(() => other.remove());

  it('accepts the findings of today, so that only new ones fail', async () => {
    expect((await run('check', '--baseline', 'optimize-baseline.jsonl')).stderr).toContain('optimize baseline create');
    const count = (await findings()).length;
    const created = await run('baseline', 'create');
    expect(created.stdout, created.stderr).toContain(`optimize-baseline.jsonl accepts ${count} findings: ${count} new, 0 as before, 0 dropped`);
    expect(readFileSync(join(other.root, '.gitattributes'), 'utf8')).toBe('optimize-baseline.jsonl merge=union\n');
    expect((await run('baseline', 'create')).stdout).toContain('nothing was written');
    expect((await run('check')).exitCode).toBe(0);
    expect((await run('check', '--baseline', './optimize-baseline.jsonl')).exitCode).toBe(0);
    expect((await run('baseline', 'create', '--baseline', '../accepted.jsonl')).stderr).toContain('is no file below the project');

    other.write('admin/Procfile', WORSE);
    const worse = await run('check');
    expect(worse.exitCode).toBe(1);
    expect(worse.stdout).toContain('1 new finding');
    expect(worse.stdout).toContain(`${count} accepted`);
  });

  it('names stale entries, and drops them', async () => {
    other.write('admin/Procfile', GOOD);
    const before = await findings();
    other.git('rm', '--quiet', 'railway.toml');
    const after = new Set(await findings());
    const gone = before.filter((id) => !after.has(id));
    expect(gone).toContainEqual(expect.stringContaining('platform/config-as-code-sunset@app'));
    const { stale } = JSON.parse((await run('check', '--json')).stdout) as { readonly stale: readonly string[] };
    expect([...stale].sort()).toEqual([...gone].sort());
    const kept = before.length - gone.length;
    expect((await run('baseline', 'prune')).stdout).toContain(`accepts ${kept} finding${kept === 1 ? '' : 's'}: 0 new, ${kept} as before, ${gone.length} dropped`);
    expect(JSON.parse((await run('check', '--json')).stdout)).toMatchObject({ stale: [] });
  });

  it('does not fail for what only time brought since', async () => {
    other.git('checkout', '--quiet', '--', '.');
    other.write('optimize-baseline.jsonl', '');
    other.write('Procfile', (PROJECT['Procfile'] ?? '').replace('0.0.0.0', '127.0.0.1')); // something to accept, so that the baseline has a day
    other.write('.python-version', '3.10\n');
    other.git('rm', '--quiet', '-r', 'admin');
    const days = async (day: string, ...words: readonly string[]) => optimize([...words, '--as-of', day, '--no-config'], { cwd: other.root });
    await days('2026-08-01', 'baseline', 'create');
    const later = await days('2026-11-22', 'check', '--json');
    expect(JSON.parse(later.stdout)).toMatchObject({ passed: true, new: [], aged: expect.arrayContaining([expect.objectContaining({ rule: 'runtime/end-of-life' })]) });
    expect((await days('2026-11-22', 'check')).stdout).toContain('1 because time passed, and not by this change\n  Python 3.10 has had no security fixes since 2026-10-31');
  });

  it('names files from the root of the repository where the project lies below it', async () => {
    const { root } = repository;
    const accepted = join(root, 'admin/none.jsonl');
    writeFileSync(accepted, '');
    const run = await optimize(['check', join(root, 'admin'), ...DAY, '--baseline', 'none.jsonl', '--format', 'github']);
    rmSync(accepted);
    expect(run.stdout).toContain('file=admin/Procfile,');
  });

  it('says which of its lines is broken', async () => {
    other.write('optimize-baseline.jsonl', '<<<<<<< HEAD\n');
    const broken = await run('check', '--baseline', 'optimize-baseline.jsonl');
    expect([broken.exitCode, broken.stderr.split('\n')[0]]).toEqual([2, 'optimize-baseline.jsonl:1 is left of a merge that git could not finish']);
  });
});

describe('on GitHub', () => {
  it('no text of the project is taken for a command', async () => {
    const command = '::stop-commands::token ##[group]name';
    const hostile = makeRepository({ 'requirements.txt': 'flask==3.1.2\n', 'main.py': 'from flask import Flask\napp = Flask(__name__)\n', Procfile: 'web: python main.py\n', 'railway.toml': `[deploy]\nstartCommand = "python main.py ${'x'.repeat(44)} ${command}"\n` });
    const environment = { GITHUB_ACTIONS: 'true' };
    const plain = await optimize(['scan', hostile.root, ...DAY]);
    const run = await optimize(['scan', hostile.root, ...DAY], { env: environment });
    hostile.remove();
    expect(plain.stdout).toContain('::stop-commands');
    expect(run.stdout).not.toMatch(/^\s*::|##\[/m);
    expect(run.stdout.replaceAll('\u200b', '')).toBe(plain.stdout);
  });

  it('annotations follow the text, and the summary is added to that of the job', async () => {
    const summary = join(repository.root, '.git/summary.md');
    const run = await optimize(['check', repository.root, ...DAY, '--base', 'HEAD~1'], { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary } });
    expect(run.stdout).toMatch(/^::error title=.*server\/workers/m);
    expect(readFileSync(summary, 'utf8')).toContain('server/workers');
    const json = await optimize(['check', repository.root, ...DAY, '--base', 'HEAD~1', '--json'], { env: { GITHUB_ACTIONS: 'true' } });
    expect(() => { JSON.parse(json.stdout); }).not.toThrow();
    expect(existsSync(join(repository.root, 'summary.md'))).toBe(false);
  });
});
