import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { isReadByProgram, wantedFormats } from '../src/commands/wanted-formats.ts';
import { outputsFrom } from '../src/outputs.ts';
import { BIN, makeProject, optimize } from './support/cli.ts';
import { makeRepository } from './support/git-repository.ts';

const project = makeProject({ Procfile: 'web: gunicorn app:app\n', 'requirements.txt': 'flask\ngunicorn\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' });
const target = makeProject({ 'kept.txt': 'kept' });
afterAll(() => { project.remove(); target.remove(); });
const scan = (words: readonly string[], env: Record<string, string> = {}) => optimize(['scan', project.root, '--as-of', '2026-11-22', ...words], { cwd: target.root, env });
const places = (words: readonly string[]) => outputsFrom(words).map(({ format, path }) => [format.name, path]);

describe('the words of --format', () => {
  it('name one document for stdout and others for files', () => {
    expect(places(['json:a.json', 'text:b.txt', 'json:-'])).toEqual([['json', undefined], ['json', 'a.json'], ['text', 'b.txt']]);
  });

  it('leave stdout to the text report', () => {
    expect(places([])).toEqual([['text', undefined]]);
    expect(places(['json:a:b.json'])).toEqual([['text', undefined], ['json', 'a:b.json']]);
  });

  it('may name the same document for stdout twice', () => expect(places(['json', 'json:-'])).toEqual([['json', undefined]]));

  for (const [words, message] of [
    [['json', 'text'], 'json and text both want stdout'],
    [['json:a', 'text:./a'], 'json and text both want ./a'],
    [['json:a', 'json:a'], 'json is to be written to a twice'],
    [['jsn'], 'there is no format jsn'],
    [['json:'], '--format json: names no file'],
    [[''], 'there is no format '],
  ] as const) {
    it(`are refused as ${words.join(' ')}`, () => expect(() => outputsFrom(words)).toThrow(message));
  }

  it('count before the variables', () => {
    const environment = { OPTIMIZE_FORMAT: 'json:a.json, text', OPTIMIZE_JSON: '0' };
    expect(wantedFormats(['scan'], environment)).toEqual(['json:a.json', 'text']);
    expect(wantedFormats(['scan', '--format', 'text'], environment)).toEqual(['text']);
    expect(wantedFormats(['scan', '--format=text', '--', '--json'], { OPTIMIZE_JSON: '1' })).toEqual(['text']);
    expect(wantedFormats(['scan'], { OPTIMIZE_JSON: 'Yes' })).toEqual(['json']);
  });

  it('say whether a program reads stdout', () => {
    for (const words of [['--json'], ['--format', 'json'], ['--format=json:-'], ['--format', 'text:a', '--format', 'json'], ['--format', 'html:a', '--format=sarif'], ['--format', 'badge']]) expect(isReadByProgram(words, {})).toBe(true);
    for (const words of [[], ['--format', 'text'], ['--format', 'json:a.json'], ['--format'], ['--format', 'html'], ['--format', 'json:a', '--format', 'markdown']]) expect(isReadByProgram(words, {})).toBe(false);
  });
});

describe('several documents of one scan', () => {
  it('go to their files, and what was written is said on stderr', async () => {
    const run = await scan(['--format', 'json:report.json', '--format', 'text:report.txt']);
    const [json, text] = ['report.json', 'report.txt'].map((name) => readFileSync(join(target.root, name), 'utf8'));
    expect(run).toMatchObject({ exitCode: 0, stdout: text, stderr: 'json written to report.json\ntext written to report.txt\n' });
    expect(json).toBe((await scan(['--json'])).stdout);
    expect(readdirSync(target.root).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('come by the variable too', async () => {
    const run = await scan([], { OPTIMIZE_FORMAT: 'json,text:by-variable.txt' });
    expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1 });
    expect(readFileSync(join(target.root, 'by-variable.txt'), 'utf8')).toContain('/100');
  });

  it('name files from the root of the repository where their readers do', async () => {
    const repository = makeRepository({ 'services/api/Procfile': 'web: flask run\n', 'services/api/requirements.txt': 'flask\n', 'services/api/app.py': 'from flask import Flask\napp = Flask(__name__)\n' });
    const run = await optimize(['scan', join(repository.root, 'services/api'), '--format', 'gitlab', '--as-of', '2026-11-22']);
    const paths = (JSON.parse(run.stdout) as { location: { path: string } }[]).map(({ location }) => location.path);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('services/api/'))).toEqual([]);
    repository.remove();
  });

  it('are not begun where a folder is missing, or a folder stands in the way', async () => {
    mkdirSync(join(target.root, 'folder'), { recursive: true });
    const missing = await scan(['--format', 'text:first.txt', '--format', 'json:no/such/out.json']);
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
    expect(missing.stderr).toContain('no/such/out.json cannot be written: its folder is not there\n');
    expect((await scan(['--format', 'json:folder'])).stderr).toContain('folder cannot be written: it is a folder\n');
    expect(existsSync(join(target.root, 'first.txt'))).toBe(false);
  });

  it('give an error as JSON where a program reads stdout', async () => {
    const run = await scan(['--format', 'json:-', '--edition', '1']);
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(run.exitCode).toBe(2);
  });

  it.skipIf(process.platform === 'win32')('keep a link and what a pipe or a device is', async () => {
    symlinkSync('kept.txt', join(target.root, 'link.txt'));
    await scan(['--format', 'json:link.txt']);
    expect(JSON.parse(readFileSync(join(target.root, 'kept.txt'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
    writeFileSync(join(target.root, 'read.sh'), `cat <("${process.execPath}" "${BIN}" scan "${project.root}" --format json:/dev/fd/3 3>&1 >/dev/null)`);
    const { stdout } = await execa('bash', ['read.sh'], { cwd: target.root });
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
  });
});
