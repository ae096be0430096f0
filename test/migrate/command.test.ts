import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makeProject, optimize } from '../support/cli.ts';

const OLD = '{\n  "deploy": { "startCommand": "node server.js", "drainingSeconds": "19" }\n}\n';
const NEW = '.railway/railway.ts';

/** Runs the command in a project of its own, and gives what it left. */
async function inProject<T>(files: Readonly<Record<string, string | Buffer>>, work: (root: string) => Promise<T>): Promise<T> {
  const project = makeProject(files);
  try {
    return await work(project.root);
  } finally {
    project.remove();
  }
}

const migrate = (root: string, ...words: readonly string[]) => optimize(['migrate', 'railway', root, ...words], { env: { XDG_CACHE_HOME: join(root, '.cache') } });
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('optimize migrate railway', () => {
  it('shows the file and the ledger, writes nothing and names the flag where nobody answers', async () => {
    await inProject({ 'railway.json': OLD }, async (root) => {
      const run = await migrate(root);
      expect(run.exitCode).toBe(2);
      expect(run.stdout).toContain('  start: "node server.js",');
      expect(run.stdout).toMatch(/2 {2}moved {6}deploy.startCommand = "node server.js"\n +→ start/);
      expect(run.stderr).toContain('--yes');
      expect(existsSync(join(root, NEW))).toBe(false);
    });
  });

  it('exits 1 with --dry-run while something is to be moved, and writes nothing', async () => {
    await inProject({ 'railway.json': OLD }, async (root) => {
      expect((await migrate(root, '--dry-run')).exitCode).toBe(1);
      expect(existsSync(join(root, NEW))).toBe(false);
    });
  });

  it('writes with --yes, keeps the old file, and has nothing to do the second time', async () => {
    await inProject({ 'railway.json': OLD }, async (root) => {
      const run = await migrate(root, '--yes', '--project-name', 'Tide', '--service-name', 'Tide Web');
      expect(run.exitCode, run.stderr).toBe(0);
      expect(read(root, NEW)).toContain('service("Tide Web", {');
      expect(read(root, NEW)).toContain('project("Tide", {');
      expect(read(root, 'railway.json')).toBe(OLD);
      const text = read(root, NEW);
      const again = await migrate(root, '--dry-run');
      expect(again.exitCode, again.stdout).toBe(0);
      expect(again.stdout).toContain('nothing to move');
      expect((await migrate(root, '--yes')).exitCode).toBe(0);
      expect(read(root, NEW)).toBe(text);
    });
  });

  it('deletes old files that have moved with --remove-old, and undo brings everything back', async () => {
    await inProject({ 'railway.json': OLD }, async (root) => {
      const run = await migrate(root, '--yes', '--remove-old');
      expect(run.exitCode, run.stderr).toBe(0);
      expect(existsSync(join(root, 'railway.json'))).toBe(false);
      const undone = await optimize(['undo', root], { env: { XDG_CACHE_HOME: join(root, '.cache') } });
      expect(undone.exitCode, undone.stderr).toBe(0);
      expect(read(root, 'railway.json')).toBe(OLD);
      expect(existsSync(join(root, NEW))).toBe(false);
    });
  });

  it('keeps a file whose secret stands nowhere else, whatever --remove-old says, and prints no secret', async () => {
    await inProject({ 'railway.json': '{ "deploy": { "startCommand": "x", "registryCredentials": { "username": "me", "password": "hunter2" } } }' }, async (root) => {
      const run = await migrate(root, '--yes', '--remove-old', '--json');
      expect(run.stdout + read(root, NEW)).not.toContain('hunter2');
      expect(JSON.parse(run.stdout)).toMatchObject({ written: true, kept: [{ path: 'railway.json' }] });
      expect(existsSync(join(root, 'railway.json'))).toBe(true);
    });
  });

  it('gives one JSON document with the ledger, and exits 1 for a conflict', async () => {
    const existing = 'import { defineRailway, project, service } from "railway/iac";\n\nexport default defineRailway(() => project("p", { resources: [\n  service("web", { start: "other" }),\n] }));\n';
    await inProject({ 'railway.json': OLD, [NEW]: existing }, async (root) => {
      const run = await migrate(root, '--json', '--yes', '--service-name', 'web');
      expect(run.exitCode, run.stderr).toBe(1);
      const document = JSON.parse(run.stdout);
      expect(document.ledger).toEqual([
        { file: 'railway.json', line: 2, key: 'deploy.startCommand', value: '"node server.js"', status: 'conflict', service: 'web', target: 'start', because: 'railway.ts says "other"' },
        expect.objectContaining({ key: 'deploy.drainingSeconds', status: 'moved', target: 'deploy.drainingSeconds' }),
      ]);
      expect(read(root, NEW)).toContain('service("web", { start: "other", deploy: { drainingSeconds: 19 } })');
    });
  });

  it('shows the change of a file that is there, keeps its byte order mark, and asks for a commit before it writes over changes', async () => {
    const existing = '\uFEFFexport default defineRailway(() => { const web = service("web", {}); return project("p", { resources: [web] }); });\nimport { defineRailway, project, service } from "railway/iac";\n';
    await inProject({ 'railway.json': OLD, [NEW]: existing }, async (root) => {
      const git = (...words: readonly string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { cwd: root, stdio: 'pipe' });
      git('init', '-q');
      git('add', '-A');
      git('commit', '-qm', 'start');
      const shown = await migrate(root, '--dry-run');
      expect(shown.stdout).toMatch(/^\+.*start: "node server.js"/m);
      expect(shown.stdout).toMatch(/^-\uFEFF?export default/m);
      const run = await migrate(root, '--yes');
      expect(run.exitCode, run.stderr).toBe(0);
      expect(read(root, NEW).charCodeAt(0)).toBe(0xfeff);
      const dirty = await migrate(root, '--yes', '--remove-old', '--service-name', 'other');
      expect(dirty.exitCode).toBe(2);
      expect(dirty.stderr).toContain('--allow-dirty');
    });
  });

  const mistakes: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], string])[] = [
    ['no old file', { 'main.py': '' }, [], 'there is no railway.json'],
    ['an old file that does not parse', { 'railway.toml': '[deploy' }, [], 'railway.toml: it cannot be read'],
    ['a Python file of the same kind', { 'railway.json': OLD, '.railway/railway.py': '' }, [], 'reads only one such file'],
    ['a new file that does not parse', { 'railway.json': OLD, [NEW]: 'export default {' }, [], 'does not parse'],
    ['a new file that defines nothing', { 'railway.json': OLD, [NEW]: 'export const a = 1;\n' }, [], 'exports no defineRailway'],
    ['a name for a file that is not there', { 'railway.json': OLD }, ['--service-name', 'railway.api.json=api'], 'railway.api.json is no'],
    ['an output outside of the folder', { 'railway.json': OLD }, ['--output', '../railway.ts'], 'below the folder'],
    ['an unknown flag', { 'railway.json': OLD }, ['--fast'], 'there is no flag --fast'],
  ];
  for (const [name, files, words, message] of mistakes) {
    it(`exits 2 and says why for ${name}`, async () => {
      await inProject(files, async (root) => {
        const run = await migrate(root, '--yes', ...words);
        expect(run.exitCode, run.stdout).toBe(2);
        expect(run.stderr).toContain(message);
        expect(run.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
      });
    });
  }

  it('has help for the topic and for the command', async () => {
    expect((await optimize(['migrate', '--help'])).stdout).toContain('migrate railway');
    expect((await optimize(['migrate', 'railway', '--help'])).stdout).toContain('--remove-old');
    expect((await optimize(['migrate', 'heroku'])).stderr).toContain('there is no command migrate heroku');
  });
});
