import { Ajv } from 'ajv';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { optimize, type Run } from '../support/cli.ts';
import { GIT_USER, makeRepository, type Repository } from '../support/git-repository.ts';
import { scratchFolder } from '../support/scratch.ts';

const FILES: Readonly<Record<string, string>> = {
  Procfile: 'web: uvicorn ledger:api --host 127.0.0.1 --port 8000 # local\r\n',
  'requirements.txt': 'fastapi==0.118.3\nuvicorn==0.37.0\n',
  'ledger.py': 'from fastapi import FastAPI\n\napi = FastAPI()\n\n\n@api.get("/up")\nasync def up():\n    return {}\n',
};
const schema = JSON.parse(readFileSync(new URL('../../docs/undo.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ validateFormats: false }).compile(schema);

let repository: Repository;
let work: string;
beforeEach(() => {
  repository = makeRepository(FILES);
  work = scratchFolder('undo-commands');
});
afterEach(() => {
  repository.remove();
  rmSync(work, { recursive: true, force: true });
});

const run = (...words: readonly string[]): Promise<Run> => optimize(words, { cwd: repository.root, env: { ...GIT_USER, XDG_CACHE_HOME: join(work, 'cache') } });
const fix = (...words: readonly string[]) => run('fix', '--yes', '--rule', 'network/bind-address', '--as-of', '2026-11-22', ...words);
const procfile = () => readFileSync(join(repository.root, 'Procfile'), 'utf8');

/** The document on stdout, which must be valid. */
function document({ stdout, stderr }: Run): { recovered: string | null; undone?: { id: string; files: unknown[] }; runs?: { id: string; title: string; undone: boolean }[] } {
  const parsed = JSON.parse(stdout) as ReturnType<typeof document>;
  expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
  expect(stderr).toBe('');
  return parsed;
}

/** A failure as the commands say it: two lines on stderr that a terminal of 80 columns takes without scrolling. */
function failure({ exitCode, stdout, stderr }: Run): readonly string[] {
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(160);
  return lines;
}

describe('optimize undo', () => {
  it('takes back a fix byte for byte, says so, and leaves the work tree clean', async () => {
    await fix();
    expect(procfile()).not.toBe(FILES['Procfile']);
    const { exitCode, stdout, stderr } = await run('undo');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'TIME')).toBe('Fix network/bind-address is undone\n  as it was   Procfile\nmade TIME UTC\n');
    expect(procfile()).toBe(FILES['Procfile']);
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  it('has nothing to do before a fix and after all are undone', async () => {
    expect(failure(await run('undo'))).toEqual(['there is nothing to undo', 'the journal knows of no fix in this folder']);
    await fix();
    await run('undo');
    expect(failure(await run('undo'))).toEqual(['there is nothing to undo', 'every fix in the journal is undone already']);
  });

  it('lists the runs, newest first', async () => {
    expect((await run('undo', '--list')).stdout).toBe('nothing was fixed in this folder that the journal knows of\n');
    await fix();
    await run('undo');
    await fix();
    const { stdout, exitCode } = await run('undo', '--list');
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll(/\d{8}-\d{6}-\d{3}/g, 'ID').replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')).toBe(
      'ID  Fix network/bind-address\n  TIME UTC · 1 file\nID  Fix network/bind-address\n  undone · TIME UTC · 1 file\n');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('speaks JSON, for programs', async () => {
    await fix();
    const [listed] = document(await run('undo', '--list', '--json')).runs ?? [];
    expect(listed).toMatchObject({ title: 'Fix network/bind-address', folder: '.', undone: false, files: [{ path: 'Procfile', change: 'changed' }] });
    expect(document(await run('undo', '--id', listed?.id ?? '', '--format', 'json')).undone).toMatchObject({ id: listed?.id, undone: true });
    expect(document(await run('undo', '--list', '--json')).runs?.map(({ undone }) => undone)).toEqual([true]);
    const none = await run('undo', '--json');
    expect(none.exitCode).toBe(2);
    expect(JSON.parse(none.stdout)).toEqual({ ok: false, error: { code: 'no-run', message: 'there is nothing to undo', hint: 'every fix in the journal is undone already' } });
  });

  it('refuses an edited file, says which, and keeps the edit', async () => {
    await fix();
    appendFileSync(join(repository.root, 'Procfile'), 'worker: python jobs.py\r\n');
    const edited = procfile();
    expect(failure(await run('undo'))).toEqual(['Procfile changed since the fix', 'nothing was undone, so that no edit is lost']);
    expect(procfile()).toBe(edited);
  });

  it('refuses an unknown id, a folder that is none, and an id in a list', async () => {
    expect(failure(await run('undo', '--id', '7'))).toEqual(['there is no run 7 here', '`optimize undo --list` shows the runs']);
    expect(failure(await run('undo', 'nowhere'))[0]).toBe('there is no folder nowhere');
    expect(failure(await run('undo', '--list', '--id', '7'))[0]).toBe('--id and --list do not go together');
  });

  it('takes back in the work tree what was committed on a branch of its own, from inside the folder', async () => {
    const { exitCode, stdout, stderr } = await fix('--commit', '--branch', 'fix/host');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('in 1 commit on fix/host');
    expect(repository.git('log', '--format=%s|%D', '-1')).toMatch(/^Fix network\/bind-address: .*\|HEAD -> fix\/host$/m);
    expect(repository.git('show', '--format=', '--name-status', 'HEAD')).toBe('M\tProcfile\n');
    expect(repository.git('status', '--porcelain')).toBe('');
    await run('undo');
    expect(procfile()).toBe(FILES['Procfile']);
    expect(repository.git('status', '--porcelain')).toBe(' M Procfile\n');
  });

  it('says which file git ignores, so that no commit has it', async () => {
    writeFileSync(join(repository.root, '.git/info/exclude'), 'Procfile\n');
    repository.git('rm', '--quiet', '--cached', 'Procfile');
    repository.git('commit', '--quiet', '-m', 'ignore');
    expect((await fix('--commit', '--allow-dirty')).stdout).toContain('in no commit, because git ignores it: Procfile\n');
    expect(procfile()).not.toBe(FILES['Procfile']);
    await run('undo');
    expect(JSON.parse((await fix('--commit', '--allow-dirty', '--json')).stdout)).toMatchObject({ commits: [], ignored: ['Procfile'] });
  });

  it('works from a folder above, and from elsewhere', async () => {
    repository.git('mv', 'Procfile', 'api.procfile');
    repository.git('commit', '--quiet', '-m', 'move');
    mkdirSync(join(repository.root, 'api'));
    for (const [path, content] of Object.entries(FILES)) writeFileSync(join(repository.root, 'api', path), content);
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '-m', 'api');
    await fix('api');
    expect((await run('undo', '--list')).stdout).toContain(' · in api');
    expect((await run('undo')).stdout).toContain('as it was   api/Procfile');
    expect(readFileSync(join(repository.root, 'api/Procfile'), 'utf8')).toBe(FILES['Procfile']);
  });

  it('rolls back what a killed fix left, and takes nothing else back', async () => {
    await fix();
    repository.write('Procfile', `${FILES['Procfile']}worker: python jobs.py\r\n`);
    repository.git('commit', '--quiet', '-am', 'worker');
    await fix();
    const journal = join(repository.root, '.git/optimize/journal');
    const [first = '', id = ''] = readdirSync(journal).filter((name) => /^\d/.test(name)).sort();
    renameSync(join(journal, id), join(journal, `${id}.open`)); // as a kill before the last step leaves it
    const listing = await run('undo', '--list');
    expect(listing.stderr).toMatch(/^the fix of .* UTC \(Fix network\/bind-address\) was interrupted; `optimize undo` rolls it back\n$/);
    const { stdout, exitCode } = await run('undo');
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll('\n', ' ')).toMatch(/^the fix of .* was interrupted and is rolled back: Procfile as before it `optimize undo` again takes back the run before it $/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(procfile()).toBe(`${FILES['Procfile']}worker: python jobs.py\r\n`);
    expect(existsSync(join(journal, `${id}.open`))).toBe(false);
    expect(document(await run('undo', '--list', '--json')).runs).toMatchObject([{ id: first, undone: false }]);
  });

  it('is told by a fix that puts right what a killed one left', async () => {
    await fix();
    const journal = join(repository.root, '.git/optimize/journal');
    const [id = ''] = readdirSync(journal).filter((name) => /^\d/.test(name));
    renameSync(join(journal, id), join(journal, `${id}.open`));
    const { stderr, exitCode } = await fix();
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^the fix of .* was interrupted and is rolled back: Procfile as before it\n$/);
    expect(procfile()).not.toBe(FILES['Procfile']);
    await run('undo');
    expect(procfile()).toBe(FILES['Procfile']);
  });
});
