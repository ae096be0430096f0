import { execaSync } from 'execa';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeProject, optimize } from './support/cli.ts';
import { makeRepository, type Repository } from './support/git-repository.ts';
import { ACTIONLINT, isToolMissing, pythonTool } from './support/real-tools.ts';
import { openTerminal, WITHOUT_TMUX } from './support/terminal.ts';
import manifest from '../package.json' with { type: 'json' };
import { BIN } from './support/cli.ts';
import { treeHash } from './support/tree-hash.ts';

const PROJECT = { Procfile: 'web: gunicorn app:app --bind 0.0.0.0:$PORT --workers 2\n', 'requirements.txt': 'gunicorn==23.0.0\nflask==3.1.0\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };
const WORKFLOW = '.github/workflows/optimize.yml';
const JOB = '.gitlab/optimize.gitlab-ci.yml';
const HOOK = '.git/hooks/pre-commit';

let made: { readonly root: string; readonly remove: () => void }[] = [];
afterEach(() => {
  for (const each of made) each.remove();
  made = [];
});

function repository(files: Readonly<Record<string, string>> = {}): Repository {
  const repo = makeRepository({ ...PROJECT, ...files });
  made.push(repo);
  return repo;
}

const read = (repo: { readonly root: string }, path: string): string => readFileSync(join(repo.root, path), 'utf8');
const isRunnable = (repo: Repository, path: string): boolean => (statSync(join(repo.root, path)).mode & 0o111) !== 0;

interface Document {
  readonly written: boolean;
  readonly parts: readonly { readonly part: string; readonly path: string; readonly state: string; readonly files?: readonly { readonly path: string; readonly text: string }[] }[];
}
const init = async (repo: { readonly root: string }, ...words: readonly string[]): Promise<Document> => JSON.parse((await optimize(['init', repo.root, '--json', ...words])).stdout) as Document;
const statesOf = ({ parts }: Document): readonly string[] => parts.map(({ part, state }) => `${part} ${state}`);

describe('what is offered', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined, readonly string[]])[] = [
    ['a configuration file alone where nothing shows a host', {}, undefined, ['config']],
    ['a workflow for a remote on GitHub', {}, 'git@github.com:ada/ledger.git', ['config', 'github']],
    ['a workflow for a remote on GitHub by https', {}, 'https://github.com/ada/ledger', ['config', 'github']],
    ['no workflow for a host that only ends alike', {}, 'https://notgithub.com/ada/ledger', ['config']],
    ['a workflow beside others', { '.github/workflows/test.yml': 'on: push\njobs: {}\n' }, undefined, ['config', 'github']],
    ['a job for a remote on GitLab', {}, 'https://gitlab.example.com/ada/ledger.git', ['config', 'gitlab']],
    ['a job beside others', { '.gitlab-ci.yml': 'test:\n  script: [make]\n' }, undefined, ['config', 'gitlab']],
    ['a hook of pre-commit', { '.pre-commit-config.yaml': 'repos:\n- repo: local\n  hooks: []\n' }, undefined, ['config', 'pre-commit']],
    ['a hook of husky', { '.husky/pre-commit': 'npm test\n' }, undefined, ['config', 'husky']],
  ];
  for (const [name, files, remote, parts] of cases) {
    it(name, async () => {
      const repo = repository(files);
      if (remote !== undefined) repo.git('remote', 'add', 'origin', remote);
      expect((await init(repo, '--dry-run')).parts.map(({ part }) => part)).toEqual(parts);
    });
  }

  it('is overruled by flags', async () => {
    const repo = repository({ '.husky/pre-commit': 'npm test\n' });
    expect((await init(repo, '--dry-run', '--github', '--no-config-file', '--hook', 'none')).parts.map(({ part }) => part)).toEqual(['github']);
  });

  it('is the configuration file without a repository, and a hook is refused there', async () => {
    const project = makeProject(PROJECT);
    made.push(project);
    expect(statesOf(await init(project, '--yes'))).toEqual(['config write']);
    expect(await optimize(['init', project.root, '--hook', 'plain', '--yes'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no git repository') as string });
  });
});

describe('writing', () => {
  it('happens with --yes, once, and is taken back whole', async () => {
    const repo = repository();
    repo.git('remote', 'add', 'origin', 'git@github.com:ada/ledger.git');
    const before = repo.git('status', '--porcelain');
    expect((await init(repo, '--yes', '--hook', 'plain', '--gitlab')).written).toBe(true);
    expect(isRunnable(repo, HOOK)).toBe(true);
    const again = await optimize(['init', repo.root, '--yes', '--hook', 'plain', '--gitlab']);
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('there is nothing to do') as string });
    expect(await optimize(['undo', repo.root])).toMatchObject({ exitCode: 0 });
    expect(repo.git('status', '--porcelain', '--untracked-files=all')).toBe(before);
    expect(() => statSync(join(repo.root, HOOK))).toThrow();
  });

  it('does not happen in a pipe without --yes, and the error names the flag', async () => {
    const repo = repository();
    const before = treeHash(join(repo.root));
    const run = await optimize(['init', repo.root]);
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') as string });
    expect(run.stdout).toContain('optimize.yaml');
    const shown = await optimize(['init', repo.root, '--dry-run']);
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toContain('would write   optimize.yaml');
    expect(treeHash(join(repo.root))).toBe(before);
  });

  it('puts what belongs to the repository at its top, and the configuration into the folder', async () => {
    const repo = repository({ 'services/my api/Procfile': 'web: gunicorn app:app\n', 'services/my api/requirements.txt': 'gunicorn\n' });
    const { parts } = JSON.parse((await optimize(['init', join(repo.root, 'services/my api'), '--json', '--yes', '--github', '--gitlab', '--hook', 'plain'])).stdout) as Document;
    expect(parts.map(({ path }) => path)).toEqual(['services/my api/optimize.yaml', WORKFLOW, JOB, HOOK]);
    expect(read(repo, WORKFLOW)).toContain("optimize check 'services/my api' --format");
    expect(read(repo, HOOK)).toContain("optimize check 'services/my api' --staged --base HEAD");
    expect(read(repo, JOB)).toContain("optimize check 'services/my api' --format");
    expect(await optimize(['config', repo.root])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('writes no configuration below one that is there, which it would hide', async () => {
    const repo = repository({ 'optimize.toml': '', 'services/api/Procfile': 'web: gunicorn app:app\n', 'services/api/requirements.txt': 'gunicorn\n' });
    const { parts } = JSON.parse((await optimize(['init', join(repo.root, 'services/api'), '--json', '--yes'])).stdout) as Document;
    expect(parts).toMatchObject([{ part: 'config', path: 'optimize.toml', state: 'present' }]);
  });

  it('leaves files that are there alone', async () => {
    const repo = repository({ [WORKFLOW]: 'mine\n', 'optimize.toml': '', [JOB]: 'mine\n' });
    expect(statesOf(await init(repo, '--yes', '--github', '--gitlab'))).toEqual(['config present', 'github present', 'gitlab present']);
    expect(read(repo, WORKFLOW)).toBe('mine\n');
    expect(statesOf(await init(repository({ 'package.json': '{ "optimize": {} }' }), '--yes'))).toEqual(['config present']);
  });
});

describe('optimize.yaml', () => {
  it('brings no finding, and no line that is wider than a terminal', async () => {
    const repo = repository();
    const rules = async () => (JSON.parse((await optimize(['scan', repo.root, '--json'])).stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    const before = await rules();
    await init(repo, '--yes');
    expect(await rules()).toEqual(before);
    expect(read(repo, 'optimize.yaml').split('\n').slice(1).filter((line) => line.length > 80)).toEqual([]);
  });

  it('points at the schema of the version that wrote it', async () => {
    const [part] = (await init(repository(), '--dry-run')).parts;
    expect(part?.files?.[0]?.text).toMatch(`https://unpkg.com/${manifest.name}@${manifest.version}/docs/config.schema.json\n`);
  });

  it('asks what no file says', async () => {
    // The number of workers decides whether the scheduler runs once.
    const scheduler = 'from apscheduler.schedulers.background import BackgroundScheduler\nscheduler = BackgroundScheduler()\nscheduler.start()\n';
    const repo = repository({ Procfile: 'web: gunicorn app:app --bind 0.0.0.0:$PORT --workers $WORKERS\n', 'app.py': `${PROJECT['app.py']}${scheduler}` });
    const [part] = (await init(repo, '--dry-run')).parts;
    const text = part?.files?.[0]?.text ?? '';
    expect(text.split('\n', 1)[0]).toMatch(/^# yaml-language-server: \$schema=\S+config\.schema\.json$/);
    expect(text).toMatch(/^# facts:\n# {3}# \d+ points?: .+\n# {3}server\.workers: # a number$/m);
  });

  it('does not let a file end a comment of it', async () => {
    const repo = repository({ Procfile: 'web: gunicorn app:app --bind 0.0.0.0:$PORT --workers "$W\u2028x: y\u0085z: 1"\n' });
    const [part] = (await init(repo, '--dry-run')).parts;
    const keys = Object.keys((parse(part?.files?.[0]?.text ?? '') ?? {}) as object);
    expect(keys).toEqual(['gates']);
  });

  it('holds as it is, and with every comment turned into a setting', async () => {
    const repo = repository();
    await init(repo, '--yes');
    expect(await optimize(['config', repo.root])).toMatchObject({ exitCode: 0, stderr: '' });
    const settings = read(repo, 'optimize.yaml').replaceAll(/^( *)# (?!yaml-language)((?: *- | *)[a-z/.A-Z-]+:(?: |$))/gm, '$1$2');
    repo.write('optimize.yaml', settings);
    const { stdout, stderr } = await optimize(['config', repo.root]);
    expect(stderr).toBe('');
    for (const each of ['min-score', 'max-drop', 'network/port', 'database.maxConnections', 'server/workers']) expect(stdout).toMatch(new RegExp(`${each}.*\\S`));
    expect(stdout.match(/optimize\.yaml:\d+/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it('names the schema of the installed version', async () => {
    const repo = repository({ 'node_modules/optimize/docs/config.schema.json': '{}' });
    const [part] = (await init(repo, '--dry-run')).parts;
    expect(part?.files?.[0]?.text.split('\n', 1)[0]).toBe('# yaml-language-server: $schema=node_modules/optimize/docs/config.schema.json');
  });
});

describe('the steps of GitHub', () => {
  const runs = async (folder: string) => {
    const repo = repository(folder === '' ? {} : { [`${folder}/Procfile`]: 'web: gunicorn app:app\n', [`${folder}/requirements.txt`]: 'gunicorn\n' });
    await init({ root: join(repo.root, folder) }, '--yes', '--github');
    const { jobs } = parse(read(repo, WORKFLOW)) as { jobs: { check: { steps: { uses?: string; run?: string }[] } } };
    return { repo, steps: jobs.check.steps };
  };

  it('need the package alone: every action in them is there today', async () => {
    const { steps } = await runs('');
    expect(steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])).toEqual(['actions/checkout', 'actions/setup-node', 'github/codeql-action/upload-sarif']);
    expect(steps.flatMap(({ run }) => run?.match(/npm install .*/)?.[0] ?? [])).toEqual([`npm install --global ${manifest.name}@${manifest.version}`]);
  });

  it.each(['', 'my api'])('compare a pull request, scan a push, and leave SARIF for the next step (folder "%s")', async (folder) => {
    const { repo, steps } = await runs(folder);
    const script = steps.find(({ run }) => run?.includes('optimize check'))?.run ?? '';
    const bin = join(repo.root, 'bin');
    mkdirSync(bin);
    symlinkSync(BIN, join(bin, 'optimize'));
    repo.git('add', '--all');
    repo.git('commit', '--quiet', '-m', 'Set up');
    repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const ran = (base: string) => execaSync('bash', ['-e', '-c', script], { cwd: repo.root, env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, GITHUB_ACTIONS: 'true', GITHUB_BASE_REF: base, GITHUB_STEP_SUMMARY: '' } }).stdout;
    expect(ran('main')).toContain('passed');
    expect(JSON.parse(read(repo, 'optimize.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(ran('')).toMatch(/\/100/);
  });
});

describe('.pre-commit-config.yaml', () => {
  const styles: Readonly<Record<string, string>> = {
    indented: '# ours\nrepos:\n  - repo: https://github.com/psf/black # formatter\n    rev: 24.1.0\n    hooks:\n      - id: black\n\n# the end\ndefault_stages: [pre-commit]\n',
    flush: "repos:\n-   repo: https://github.com/psf/black\n    rev: '24.1.0'\n    hooks:\n    -   id: black\n        args: [--quiet]",
    windows: 'repos:\r\n  - repo: local\r\n    hooks:\r\n      - id: a\r\n        name: a\r\n        entry: a\r\n        language: system\r\n',
  };
  for (const [name, text] of Object.entries(styles)) {
    it(`gets one repository more where it is ${name}`, async () => {
      const repo = repository({ '.pre-commit-config.yaml': text });
      await init(repo, '--yes', '--hook', 'pre-commit');
      const after = read(repo, '.pre-commit-config.yaml');
      const [old, now] = [parse(text) as { repos: unknown[] }, parse(after) as { repos: unknown[] }];
      expect({ ...now, repos: now.repos.slice(0, -1) }).toEqual(old);
      expect(now.repos.at(-1)).toMatchObject({ repo: 'local', hooks: [{ id: 'optimize', entry: 'optimize check --staged --base HEAD', pass_filenames: false }] });
      for (const line of text.split(/\r?\n/)) expect(after).toContain(line);
      expect(after.includes('\r\n') && /[^\r]\n/.test(after)).toBe(false);
      expect(statesOf(await init(repo, '--yes', '--hook', 'pre-commit'))).toEqual(['config present', 'pre-commit present']);
    });
  }

  for (const [name, text] of [['in one line', 'repos: [{ repo: local, hooks: [] }]\n'], ['empty', 'repos: []\n'], ['broken', 'repos:\n  - a: [\n']] as const) {
    it(`is left to a person where it is ${name}`, async () => {
      const repo = repository({ '.pre-commit-config.yaml': text });
      const run = await optimize(['init', repo.root, '--yes', '--no-config-file', '--hook', 'pre-commit']);
      expect(run).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/stays as it is[\s\S]*optimize check --staged/) as string });
      expect(read(repo, '.pre-commit-config.yaml')).toBe(text);
    });
  }
});

describe('.gitlab-ci.yml', () => {
  it('gets an include at its end', async () => {
    const text = '# pipeline\nstages: [test]\n\nunit:\n  script: !reference [.make, script]\n';
    const repo = repository({ '.gitlab-ci.yml': text });
    await init(repo, '--yes');
    expect(read(repo, '.gitlab-ci.yml')).toBe(`${text}\ninclude: [{ local: /${JOB} }]\n`);
  });

  for (const [name, text] of [
    ['it includes something already', 'include:\n  - local: a.yml\n'], ['it has a header', 'spec:\n  inputs: {}\n---\nunit:\n  script: [make]\n'], ['it does not parse', 'unit: [\n'],
    ['its last line goes on', 'unit:\n  script: |\n    make\n  # end\n...\n'],
  ] as const) {
    it(`keeps its bytes where ${name}`, async () => {
      const repo = repository({ '.gitlab-ci.yml': text });
      const run = await optimize(['init', repo.root, '--yes', '--gitlab']);
      expect(read(repo, '.gitlab-ci.yml')).toBe(text);
      expect(read(repo, JOB)).toContain('optimize check');
      expect(run.stdout).toContain(`- local: /${JOB}`);
    });
  }
});

describe('a hook of git', () => {
  it('goes behind what a shell script does', async () => {
    const repo = repository();
    writeFileSync(join(repo.root, HOOK), '#!/bin/sh\nmake lint');
    chmodSync(join(repo.root, HOOK), 0o700);
    await init(repo, '--yes', '--hook', 'plain');
    expect(read(repo, HOOK)).toMatch(/^#!\/bin\/sh\nmake lint\n# >>> optimize >>>[\s\S]*# <<< optimize <<<\n$/);
    expect(statSync(join(repo.root, HOOK)).mode & 0o777).toBe(0o700);
    await optimize(['undo', repo.root]);
    expect(read(repo, HOOK)).toBe('#!/bin/sh\nmake lint');
  });

  for (const [name, text, mode] of [['another language', '#!/usr/bin/env python3\nprint(1)\n', 0o755], ['a script that hands over', '#!/bin/sh\nexec make lint\n', 0o755], ['a file that git skips', '#!/bin/sh\nmake\n', 0o644]] as const) {
    it(`leaves ${name} alone and says what to add`, async () => {
      const repo = repository();
      writeFileSync(join(repo.root, HOOK), text);
      chmodSync(join(repo.root, HOOK), mode);
      const run = await optimize(['init', repo.root, '--yes', '--no-config-file', '--hook', 'plain']);
      expect(run).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('stays as it is') as string });
      expect(read(repo, HOOK)).toBe(text);
    });
  }

  it('goes where core.hooksPath says, inside of the repository only', async () => {
    const repo = repository();
    repo.git('config', 'core.hooksPath', 'tools/hooks');
    await init(repo, '--yes', '--hook', 'plain');
    expect(isRunnable(repo, 'tools/hooks/pre-commit')).toBe(true);
    const other = repository();
    other.git('config', 'core.hooksPath', '/nowhere/hooks');
    expect(statesOf(await init(other, '--yes', '--hook', 'plain'))).toEqual(['config write', 'plain refused']);
  });

  it('does not write into the files that husky makes', async () => {
    const repo = repository({ '.husky/pre-commit': 'npm test\n' });
    repo.git('config', 'core.hooksPath', '.husky/_');
    expect(statesOf(await init(repo, '--yes', '--hook', 'plain'))).toEqual(['config write', 'plain refused']);
    expect(statesOf(await init(repo, '--yes'))).toEqual(['config present', 'husky write']);
    expect(read(repo, '.husky/pre-commit')).toMatch(/^npm test\n# >>> optimize >>>/);
  });

  it('is never reached through a link of the project', async () => {
    const repo = repository();
    mkdirSync(join(repo.root, '.husky'));
    symlinkSync('../.git/hooks/pre-commit', join(repo.root, '.husky/pre-commit'));
    writeFileSync(join(repo.root, HOOK), '#!/bin/sh\n');
    const run = await optimize(['init', repo.root, '--yes', '--hook', 'husky']);
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('git directory') as string });
    expect(read(repo, HOOK)).toBe('#!/bin/sh\n');
  });
});

describe('what others say of the files', () => {
  const checker = pythonTool('check-jsonschema');
  it.skipIf(isToolMissing(checker))('is that they follow the schemas of GitHub and GitLab', async () => {
    const repo = repository({ 'a b/Procfile': 'web: gunicorn a:a\n' });
    for (const folder of ['', 'a b']) {
      await optimize(['init', join(repo.root, folder), '--yes', '--github', '--gitlab']);
      execaSync(checker, ['--builtin-schema', 'vendor.github-workflows', WORKFLOW], { cwd: repo.root });
      execaSync(checker, ['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', JOB, '.gitlab-ci.yml'], { cwd: repo.root });
      await optimize(['undo', repo.root]);
    }
  });

  it.skipIf(isToolMissing(ACTIONLINT))('is that the workflow is sound (actionlint)', async () => {
    const repo = repository();
    await init(repo, '--yes', '--github');
    execaSync(ACTIONLINT, [WORKFLOW], { cwd: repo.root });
  });

  const zizmor = pythonTool('zizmor');
  it.skipIf(isToolMissing(zizmor))('is that the workflow is safe (zizmor)', async () => {
    const repo = repository();
    await init(repo, '--yes', '--github');
    execaSync(zizmor, ['--offline', '--no-progress', '--pedantic', WORKFLOW], { cwd: repo.root });
  });
});

describe.skipIf(WITHOUT_TMUX)('in a terminal', () => {
  it('lets a person choose, shows the files and asks', () => {
    const repo = repository();
    repo.git('remote', 'add', 'origin', 'git@github.com:ada/ledger.git');
    const terminal = openTerminal({ columns: 80, rows: 60, command: `cd ${repo.root} && ${process.execPath} ${BIN} init` });
    try {
      const list = terminal.waitFor(/What shall be set up\?[^]*GitLab CI/);
      expect(list).toMatch(/[◉✔].*optimize\.yaml/);
      expect(list).toMatch(/[◉✔].*GitHub Actions/);
      expect(list).toMatch(/◯.*GitLab CI/);
      terminal.keys('Down', 'Space', 'Enter');
      expect(terminal.waitFor(/Write this file\?/)).toContain('gates:');
      terminal.keys('Enter');
      terminal.waitFor(/wrote\s+optimize\.yaml/);
      expect(repo.git('status', '--porcelain')).toBe('?? optimize.yaml\n');
    } finally {
      terminal.close();
    }
  });
});
