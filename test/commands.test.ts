import { execa } from 'execa';
import { mkdtempSync, cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BIN, makeProject, optimize } from './support/cli.ts';
import { HANG_LIMIT } from './support/hang-limit.ts';
import { interruptedAt } from './support/interrupts-itself.ts';
import { copyProgram } from './support/program-copy.ts';

const flawed = makeProject({
  Procfile: 'web: uvicorn ledger:api --host 127.0.0.1 --port 8000 # local\n',
  'railway.json': '{ "deploy": { "healthcheckPath": "/up" } }',
  'requirements.txt': 'fastapi==0.118.3\nuvicorn==0.37.0\n',
  'ledger.py': 'from fastapi import FastAPI\n\napi = FastAPI()\n\n\n@api.get("/up")\nasync def up():\n    return {}\n',
});
const empty = makeProject({});
afterAll(() => { flawed.remove(); empty.remove(); });

const DAY = ['--as-of', '2026-11-22'];

describe('exit codes', () => {
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    ['a scan without a gate', ['scan', flawed.root, ...DAY], 0],
    ['a missed severity', ['scan', flawed.root, ...DAY, '--fail-on', 'high'], 1],
    ['a missed score', ['scan', flawed.root, ...DAY, '--min-score', '99'], 1],
    ['a score that is met', ['scan', flawed.root, ...DAY, '--min-score', '1'], 0],
    ['a missed gate that is forgiven', ['scan', flawed.root, ...DAY, '--fail-on', 'low', '--exit-zero'], 0],
    ['a severity that no finding of the shown rules has', ['scan', flawed.root, ...DAY, '--fail-on', 'critical', '--rule', 'network/port'], 0],
    ['nothing to scan', ['scan', empty.root], 2],
    ['a folder that is not there', ['scan', join(empty.root, 'nowhere')], 2],
    ['a file instead of a folder', ['scan', join(flawed.root, 'Procfile')], 2],
    ['an unknown flag', ['scan', flawed.root, '--fast'], 2],
    ['a flag without a sense', ['scan', flawed.root, '--fail-on', 'bad'], 2],
    ['a score over 100', ['scan', flawed.root, '--min-score', '101'], 2],
    ['no date', ['scan', flawed.root, '--as-of', '2026-13-40'], 2],
    ['an unknown edition', ['scan', flawed.root, '--edition', '1999.1'], 2],
    ['an unknown rule', ['scan', flawed.root, '--rule', 'no/rule'], 2],
    ['an unknown category', ['scan', flawed.root, '--only', 'nothing'], 2],
    ['an unknown service', ['scan', flawed.root, '--service', 'nobody'], 2],
    ['an unknown fact', ['scan', flawed.root, '--assume', 'server.wokers=2'], 2],
    ['a fact without a value', ['scan', flawed.root, '--assume', 'server.workers'], 2],
    ['a fact of another shape', ['scan', flawed.root, '--assume', 'server.workers=many'], 2],
    ['an unknown command', ['scann', flawed.root], 2],
    ['an unknown topic', ['explain', 'nothing/known', flawed.root], 2],
    ['a topic that is a rule', ['explain', 'network/port', flawed.root], 0],
    ['a rule without a project', ['explain', 'network/port', empty.root], 0],
    ['a fact', ['explain', 'start.command', flawed.root], 0],
    ['the catalogue', ['rules'], 0],
    ['help', ['--help'], 0],
    ['help without words', [], 0],
    ['the version', ['--version'], 0],
  ];
  for (const [name, words, code] of cases) {
    it(`${code} for ${name}`, async () => {
      const run = await optimize(words);
      expect(run.exitCode, run.stdout + run.stderr).toBe(code);
      expect(run.stderr).not.toMatch(/^\s+at /m);
      if (code === 2) expect(run.stderr.trim().split('\n').length, run.stderr).toBeLessThanOrEqual(3);
    });
  }
});

describe('streams', () => {
  it('hold one document and nothing else on stdout with --json', async () => {
    const run = await optimize(['scan', flawed.root, '--json', ...DAY]);
    expect(JSON.parse(run.stdout)).toHaveProperty('schemaVersion', 1);
    expect(run.stderr).toBe('');
  });

  for (const words of [['scan', empty.root, '--json'], ['scan', flawed.root, '--json', '--fast'], ['scan', flawed.root, '--format', 'json', '--edition', '1']]) {
    it(`hold an error document on stdout: ${words.slice(2).join(' ')}`, async () => {
      const run = await optimize(words);
      expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, error: { code: expect.any(String), message: expect.any(String), hint: expect.any(String) } });
      expect(run.exitCode).toBe(2);
    });
  }

  it('suggest the fact that was meant', async () => {
    const run = await optimize(['scan', flawed.root, '--assume', 'deploy.workers=2']);
    expect(run.stderr).toContain('did you mean server.workers?');
  });

  it('are the same bytes for the same input, wherever the folder is', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'optimize-copy-'));
    try {
      cpSync(flawed.root, copy, { recursive: true });
      const here = await optimize(['scan', flawed.root, '--json', ...DAY]);
      const there = await optimize(['scan', '.', '--json', ...DAY], { cwd: copy });
      expect(there.stdout).toBe(here.stdout);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('may be closed early by their reader', async () => {
    const { stderr, exitCode } = await execa('sh', ['-c', `node "${BIN}" scan "${flawed.root}" --json | head -c 10`], { reject: false, timeout: HANG_LIMIT });
    expect(stderr).not.toMatch(/EPIPE|^\s+at /m);
    expect(exitCode).toBe(0);
  });

  it('show no control characters of a scanned file', async () => {
    const hostile = makeProject({ Procfile: 'web: gunicorn app:app\n', 'requirements.txt': 'gunicorn # \u001b[31mred\u0007\n' });
    const run = await optimize(['scan', hostile.root, ...DAY]);
    hostile.remove();
    expect(run.stdout).toContain('gunicorn #');
    // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });
});

describe('flags', () => {
  it('show all that a rule says which is asked for by name, also what is only worth knowing', async () => {
    const rule = 'observability/log-format';
    const [all, named] = [await optimize(['scan', flawed.root, ...DAY]), await optimize(['scan', flawed.root, ...DAY, '--rule', rule])];
    expect(all.stdout).toMatch(/worth knowing[^]*\(observability\/log-format,\s/);
    expect(named.stdout).not.toContain('worth knowing');
    expect(named.stdout).toMatch(/fix \(advice\): .+\n\s+ledger\.py:3:1 .*info {2}observability\/log-format\n/);
  });

  it('leave each rule of the catalogue on a line of its own in a pipe', async () => {
    const lines = (await optimize(['rules'])).stdout.split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^ +\d+ {2}bind-address +critical +\S.*$/));
    expect(lines.filter((line) => line.startsWith('  ') && !/^ +\d+ {2}[\w-]+ +(?:critical|high|medium|low|info) +[^…]+$/.test(line))).toEqual([]);
  });

  it('can be given as variables', async () => {
    const run = await optimize(['scan', flawed.root], { env: { OPTIMIZE_JSON: 'true', OPTIMIZE_AS_OF: '2026-12-02', OPTIMIZE_EDITION: '2025.2' } });
    expect(JSON.parse(run.stdout)).toMatchObject({ asOf: '2026-12-02', edition: '2025.2' });
  });

  it('take assumptions several times, and an empty one for none', async () => {
    const run = await optimize(['scan', flawed.root, '--json', ...DAY, '--assume', 'deploy.replicas=7', '--assume', 'build.builder=', '--assume', 'env.PORT=8123']);
    const document = JSON.parse(run.stdout) as { services: { facts: Record<string, { value?: unknown; provenance?: { kind: string } }> }[] };
    const facts = document.services[0]?.facts ?? {};
    expect(facts['deploy.replicas']).toMatchObject({ value: 7, provenance: { kind: 'assumed' } });
    expect(facts['build.builder']).toMatchObject({ value: 'railpack', provenance: { kind: 'default' } });
  });

  it('show only the findings of a rule, with the score of the whole', async () => {
    const whole = JSON.parse((await optimize(['scan', flawed.root, '--json', ...DAY])).stdout) as { score: { value: number } };
    const part = JSON.parse((await optimize(['scan', flawed.root, '--json', ...DAY, '--rule', 'network/port'])).stdout) as { score: { value: number }; findings: { rule: string }[] };
    expect(part.score.value).toBe(whole.score.value);
    expect(part.findings.map(({ rule }) => rule)).toEqual(['network/port']);
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const cases: readonly (readonly [string, readonly string[], Record<string, string>, boolean])[] = [
    ['none in a pipe', [], {}, false],
    ['with --color', ['--color'], { NO_COLOR: '1' }, true],
    ['not with --no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['OPTIMIZE_COLOR before NO_COLOR', [], { OPTIMIZE_COLOR: '1', NO_COLOR: '1' }, true],
    ['NO_COLOR before FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR in a pipe', [], { FORCE_COLOR: '1' }, true],
  ];
  for (const [name, words, env, expected] of cases) {
    it(name, async () => {
      const run = await optimize(['scan', flawed.root, ...DAY, ...words], { env });
      expect(run.stdout.includes(ESCAPE)).toBe(expected);
    });
  }
});

describe('a bug of ours', () => {
  it('ends with 2, one line, and a stack only with --debug', async () => {
    const copy = copyProgram();
    try {
      const chunk = readdirSync(join(copy.root, 'dist')).find((name) => /^scan-.*\.cjs$/.test(name) && !name.endsWith('.compiled')) ?? '';
      for (const name of readdirSync(join(copy.root, 'dist'))) if (/^scan-.*\.cjs/.test(name)) writeFileSync(join(copy.root, 'dist', name), 'throw new Error("planted");');
      expect(chunk).not.toBe('');
      const words = [copy.bin, 'scan', flawed.root];
      const plain = await execa(process.execPath, words, { reject: false });
      expect(plain.exitCode).toBe(2);
      expect(plain.stderr).toContain('planted');
      expect(plain.stderr).not.toMatch(/^\s+at /m);
      const debug = await execa(process.execPath, [...words, '--debug'], { reject: false });
      expect(debug.stderr).toMatch(/^\s+at /m);
    } finally {
      copy.remove();
    }
  });

  it('is not what Ctrl-C is: that ends with 130', async () => {
    const large: Record<string, string> = { 'requirements.txt': 'flask\n', Procfile: 'web: gunicorn app:app\n' };
    for (let index = 0; index < 400; index += 1) large[`pkg/m${index}.py`] = `import flask\n${`x${index} = [${'1, '.repeat(300)}]\n`.repeat(4)}`;
    large['app.py'] = `from flask import Flask\n${Array.from({ length: 400 }, (_, index) => `import pkg.m${index}`).join('\n')}\napp = Flask(__name__)\n`;
    const project = makeProject(large);
    try {
      const run = await optimize(['scan', project.root], { env: interruptedAt('m200.py') });
      expect([run.exitCode, run.stdout, run.stderr]).toEqual([130, '', '']);
    } finally {
      project.remove();
    }
  });
});
