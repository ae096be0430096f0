import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../../src/documents/dockerfile.ts';
import type { Plain } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { build } from '../../support/poor-docker.ts';
import { freePort, listening, pythonTool, run, start, stop, WITHOUT_NODE, WITHOUT_PYTHON } from '../../support/real-tools.ts';

const FOLDER = fileURLToPath(new URL('../../../templates/docker/', import.meta.url));
const DOCKERFILES = readdirSync(FOLDER).filter((name) => name.endsWith('.dockerfile'));

const filledIn = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')
  .replaceAll('{{ runtime.version }}', '3.13').replaceAll('{{ start.exec }}', '["gunicorn", "app:app"]').replaceAll('{{ pnpm }}', '10');

async function stagesOf(name: string) {
  const parsed = await parseDockerfile(filledIn(name));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.document.stages;
}

describe.each(DOCKERFILES)('docker/%s', (name) => {
  const isForRailway = name.includes('-railway');

  test('builds in one stage and runs in another, as a user of its own, without a shell around the program', async () => {
    const [first, second, ...rest] = await stagesOf(name);
    expect([first?.name, rest.length]).toEqual(['build', 0]);
    const users = second?.instructions.flatMap((one) => (one.kind === 'user' ? [one.text.value] : []));
    expect(users).toEqual([/^(uv|pip)/.test(name) ? 'app' : 'node']);
    const commands = second?.instructions.flatMap((one) => (one.kind === 'cmd' ? [one.command.form] : []));
    expect(commands).toEqual(['exec']);
  });

  test(isForRailway ? 'has no cache mounts, which Railway refuses without an id of the service' : 'keeps what it downloads in a cache mount', async () => {
    const mounts = (await stagesOf(name)).flatMap((stage) => stage.instructions.flatMap((one) => (one.kind === 'run' ? one.mounts : [])));
    const targets = new Set(mounts.map(({ options }) => `${options.get('type')} ${options.get('target')}`));
    const cache = { 'uv.dockerfile': '/root/.cache/uv', 'pip.dockerfile': '/root/.cache/pip', 'npm.dockerfile': '/root/.npm', 'pnpm.dockerfile': '/pnpm/store' }[name];
    expect([...targets]).toEqual(cache === undefined ? [] : [`cache ${cache}`]);
  });

  test('copies the list of dependencies before the code', async () => {
    const copies = (await stagesOf(name))[0]?.instructions.flatMap((one) => (one.kind === 'copy' ? [one.sources.map(({ value }) => value).join(' ')] : []));
    expect(copies?.[0]).not.toBe('.');
  });
});

/** The steps of a Dockerfile, run on this machine instead of in an image: Docker itself has no engine here. */
interface BuildCase {
  readonly files: Readonly<Record<string, string>>;
  readonly with: Readonly<Record<string, Plain>>;
  /** Makes the lock file. */
  readonly lock: readonly string[];
  readonly command: readonly string[];
}

const PYTHON_APP = { 'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef home():\n    return "built"\n', Procfile: 'web: gunicorn app:app --bind 127.0.0.1:$PORT\n' };
const NODE_APP = {
  'package.json': '{ "name": "app", "version": "1.0.0", "type": "module", "scripts": { "build": "node build.js" }, "dependencies": { "ms": "2.1.3" }, "devDependencies": { "is-odd": "3.0.1" } }\n',
  'build.js': "import { writeFileSync } from 'node:fs';\nimport 'is-odd';\nwriteFileSync('built.txt', 'built');\n",
  'server.js': "import { readFileSync } from 'node:fs';\nimport { createServer } from 'node:http';\nimport ms from 'ms';\nconst hasTools = await import('is-odd').then(() => true, () => false);\ncreateServer((request, response) => response.end(`${readFileSync('built.txt', 'utf8')}${ms('1s')}${hasTools ? ' with tools' : ''}`)).listen(Number(process.env.PORT), '127.0.0.1');\n",
  Procfile: 'web: node server.js\n', '.node-version': '20\n',
};

const CASES: Readonly<Record<string, BuildCase>> = {
  uv: { files: { ...PYTHON_APP, 'pyproject.toml': '[project]\nname = "app"\nversion = "1.0"\nrequires-python = ">=3.10"\ndependencies = ["flask", "gunicorn"]\n' }, with: {}, lock: [pythonTool('uv'), 'lock'], command: ['sh', '-c', 'exec gunicorn app:app --bind 127.0.0.1:$PORT'] },
  pip: { files: { ...PYTHON_APP, 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n' }, with: {}, lock: ['true'], command: ['sh', '-c', 'exec gunicorn app:app --bind 127.0.0.1:$PORT'] },
  npm: { files: NODE_APP, with: {}, lock: ['npm', 'install', '--package-lock-only', '--ignore-scripts'], command: ['node', 'server.js'] },
  pnpm: { files: { ...NODE_APP, 'pnpm-lock.yaml': '' }, with: { pnpm: 10 }, lock: ['npx', '--yes', 'pnpm@10', 'install', '--lockfile-only'], command: ['node', 'server.js'] },
};

describe('the steps of a Dockerfile make an application that its command starts (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  const cases = Object.entries(CASES).map(([name, one]) => [`${name}.dockerfile`, one] as const);

  test.skipIf(WITHOUT_PYTHON || WITHOUT_NODE).each(cases)('docker/%s', async (name, one) => {
    const { root: context, remove } = makeProject(one.files);
    const root = mkdtempSync(join(tmpdir(), 'optimize-image-'));
    try {
      const [program = '', ...words] = one.lock;
      if (name.startsWith('pnpm')) rmSync(join(context, 'pnpm-lock.yaml'));
      await run(program, words, { cwd: context });
      await makeIn(context, { kind: 'create-file', template: `docker/${name}`, path: 'Dockerfile', with: one.with });
      const text = readFileSync(join(context, 'Dockerfile'), 'utf8');
      const machine = join(root, 'machine');
      mkdirSync(machine);
      if (name.startsWith('uv') || name.startsWith('pip')) await run('python3', ['-m', 'venv', machine]);
      const { words: started, directory, environment } = await build(text, { context, root, path: `${join(machine, 'bin')}:${join(root, 'global/bin')}` });
      expect(started).toEqual(one.command);
      const port = await freePort();
      const [server = '', ...rest] = started;
      const running = start(server, rest, { cwd: directory, env: { ...environment, PORT: String(port) } });
      try {
        await listening(running, port);
        expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe(name.includes('np') ? 'built1000' : 'built');
      } finally {
        await stop(running);
      }
      expect(await running.ended).not.toBe('SIGKILL');
    } finally {
      remove();
      rmSync(root, { recursive: true, force: true });
    }
  });
});

test.each(Object.keys(CASES))('docker/%s-railway.dockerfile is the same without its caches', (name) => {
  const plain = (text: string) => text.replaceAll(/--mount=\S+ |--no-cache(-dir)? /g, '');
  expect(plain(filledIn(`${name}-railway.dockerfile`))).toBe(plain(filledIn(`${name}.dockerfile`)));
});

/** .dockerignore is read by Docker as Go's filepath.Match does; what we need of it is that git's rules and it agree on these lines. */
test.each(['python.dockerignore', 'node.dockerignore'])('docker/%s leaves out what is private or made again, and nothing else', async (name) => {
  const { default: ignore } = await import('ignore');
  const rules = ignore().add(readFileSync(join(FOLDER, name), 'utf8'));
  const out = ['.git/config', '.env', 'api/.env', '.env.production', ...(name === 'python.dockerignore' ? ['.venv/bin/python', 'api/__pycache__/a.pyc', 'b.pyc'] : ['node_modules/ms/index.js', 'web/node_modules/ms/index.js'])];
  expect(out.filter((path) => !rules.ignores(path))).toEqual([]);
  const kept = ['.env.example', 'api/.env.example', 'Dockerfile', 'uv.lock', 'package-lock.json', 'migrations/0001.sql', 'public/index.html', 'README.md', '.python-version', 'environment.py', 'src/venv.py', 'env/settings.py'];
  expect(kept.filter((path) => rules.ignores(path))).toEqual([]);
});
