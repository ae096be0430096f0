import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS } from '../../src/reporters/formats.ts';
import { BIN, makeProject, optimize } from '../support/cli.ts';
import { errorIn } from '../support/contract-documents.ts';
import { cleanProject, SECRET } from '../support/contract-project.ts';

const project = cleanProject();
const outside = makeProject({ Procfile: 'web: gunicorn app:app\n' });
const fresh = makeProject({ Procfile: 'web: gunicorn app:app\n' });
afterAll(() => { for (const each of [project, outside, fresh]) each.remove(); });

const SEVERITIES = 'critical, high, medium, low, info';

describe.concurrent('a mistake in the line', () => {
  it.each([
    ['check --max-drop', '--max-drop wants a value'],
    ['check --max-drop --json', '--max-drop wants a value'],
    ['check --max-drop x', '--max-drop x is no whole number'],
    ['check --max-drop 2.5', '--max-drop 2.5 is no whole number'],
    ['check --max-drop=-1', '--max-drop -1 is less than 0'],
    ['check --max-drop 101', '--max-drop 101 is more than 100'],
    ['check --fail-on', `--fail-on wants a value: ${SEVERITIES}, never`],
    ['check --fail-on bad', `--fail-on bad is none of ${SEVERITIES}, never`],
    ['scan --fail-on never', `--fail-on never is none of ${SEVERITIES}`],
    ['scan --min-score x --fail-on y', `--fail-on y is none of ${SEVERITIES}`],
    ['check --base a --base b', '--base may be given once'],
    ['check --base a --baseline b', '--baseline and --base do not go together'],
    ['check --staged --baseline b', '--baseline and --staged do not go together'],
    ['check --basse HEAD', 'there is no flag --basse'],
    ['check --one --two three four', 'there are no flags --one, --two'],
    ['check one two', 'there is nothing to do with the word two'],
    ['check one two three', 'there is nothing to do with the words two, three'],
    ['scan -- --json', 'there is no folder --json'],
    ['scan . -- --format sarif', 'there is nothing to do with the words --format, sarif'],
    ['scan --json=1', '--json takes no value'],
    ['scan --no-color=yes', '--no-color takes no value'],
    ['scan --format', '--format wants a value'],
    ['baseline create --nope', 'there is no flag --nope'],
    ['rules --format sarif', '--format sarif is none of text, markdown, json'],
    ['fix --format junit', '--format junit is none of text, json'],
    ['explain', 'TOPIC is missing'],
    ['completion tcsh', 'tcsh is none of bash, zsh, fish'],
    ['scann --json', 'there is no command scann'],
    ['baseline nothing', 'there is no command baseline nothing'],
    ['--json scan', 'there is no command --json'],
    [`scan --min-score postgres://ada:${SECRET}@db/x`, '--min-score postgres://ada:***@db/x is no whole number'],
    [`check --base postgres://ada:${SECRET}@db/x`, 'git knows no commit postgres://ada:***@db/x'],
  ])('%s', async (line, message) => {
    const run = await optimize(line.split(' '), { cwd: project.root });
    const [first, hint, ...more] = run.stderr.split('\n');
    expect([run.exitCode, first, more]).toEqual([2, message, ['']]);
    expect(hint).not.toBe('');
    if (line.startsWith('baseline create')) expect(hint).toContain('`optimize baseline create --help`');
    if (/--json\b|sarif$|junit$/.test(line.replace(/-- .*/, ''))) expect(errorIn(run.stdout)).toMatchObject({ message, hint });
    else expect(run.stdout).toBe('');
  });
});

describe.concurrent('a variable', () => {
  it.each([
    ['OPTIMIZE_FAIL_ON', 'bad', `OPTIMIZE_FAIL_ON=bad is none of ${SEVERITIES}, never`],
    ['OPTIMIZE_MAX_DROP', '1e1', 'OPTIMIZE_MAX_DROP=1e1 is no whole number'],
    ['OPTIMIZE_MIN_SCORE', '101', 'OPTIMIZE_MIN_SCORE=101 is more than 100'],
    ['OPTIMIZE_MIN_GRADE', 'best', 'OPTIMIZE_MIN_GRADE=best is none of excellent, good, fair, poor'],
    ['OPTIMIZE_FORMAT', 'text,yaml', 'there is no format yaml'],
    ['OPTIMIZE_EDITION', '1', 'there is no edition 1'],
    ['OPTIMIZE_BASELINE', 'x', '--baseline and --base do not go together'],
  ])('%s=%s is refused by its name', async (name, value, message) => {
    const run = await optimize(['check', '--base', 'HEAD'], { cwd: project.root, env: { [name]: value } });
    expect([run.exitCode, run.stdout, run.stderr.split('\n')[0]]).toEqual([2, '', message]);
  });

  it('that is empty or says no changes nothing', async () => {
    const empty = ['FAIL_ON', 'MAX_DROP', 'MIN_SCORE', 'MIN_GRADE', 'MAX_LOST', 'FORMAT', 'EDITION', 'BASE', 'BASELINE', 'CONFIG', 'AS_OF', 'ASSUME', 'JSON', 'FULL', 'COLOR', 'DEBUG'];
    const run = await optimize(['check', '--base', 'HEAD'], { cwd: project.root, env: { ...Object.fromEntries(empty.map((name) => [`OPTIMIZE_${name}`, ''])), OPTIMIZE_STAGED: 'no', OPTIMIZE_NO_CONFIG: '0' } });
    const plain = await optimize(['check', '--base', 'HEAD'], { cwd: project.root });
    expect(run).toMatchObject({ exitCode: 0, stdout: plain.stdout, stderr: '' });
  });
});

describe.concurrent('a check without a commit to compare with', () => {
  it('outside of a repository', async () => {
    const run = await optimize(['check', '--base', 'HEAD', '--format', 'sarif'], { cwd: outside.root });
    expect([run.exitCode, errorIn(run.stdout).code]).toEqual([2, 'git']);
    expect((await optimize(['check'], { cwd: outside.root })).stderr).toMatch(/^nothing says what to compare with\n/);
  });

  it('in a repository that has none', async () => {
    await execa('git', ['init', '--quiet', fresh.root]);
    for (const words of [['--base', 'HEAD'], ['--staged']]) {
      const run = await optimize(['check', ...words, '--format', 'junit'], { cwd: fresh.root });
      expect([run.exitCode, errorIn(run.stdout).message]).toEqual([2, 'the repository has no commit yet']);
    }
  });
});

it('help is help, whatever the format', async () => {
  for (const words of [['--format', 'sarif', '--help'], ['--help', '--json']]) {
    const run = await optimize(['scan', ...words]);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toMatch(/^Read a project: facts, findings, score\.\n/);
  }
});

it('an installation that is not whole says so in every format', async () => {
  const copy = makeProject({});
  mkdirSync(join(copy.root, 'bin'));
  cpSync(join(BIN, '..'), join(copy.root, 'bin'), { recursive: true });
  const run = (...words: readonly string[]) => execa(process.execPath, [join(copy.root, 'bin/run.js'), 'scan', ...words], { reject: false });
  const lines = [['--json'], ...[...PROGRAM_FORMATS].flatMap((name) => [['--format', name], [`--format=${name}:-`]])];
  const runs = await Promise.all(lines.map((words) => run(...words)));
  for (const { exitCode, stdout } of runs) expect([exitCode, errorIn(stdout).code]).toEqual([2, 'not-built']);
  const files = await Promise.all([['--format', 'text'], ['--format', 'json:file.json'], ['--format', 'markdown']].map((words) => run(...words)));
  expect(files.map(({ stdout }) => stdout)).toEqual(['', '', '']);
  copy.remove();
});
