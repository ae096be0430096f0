import { execa, execaSync } from 'execa';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { GIT_USER, makeRepository, type Repository } from './support/git-repository.ts';
import { isToolMissing, pythonTool } from './support/real-tools.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GOOD = 'web: gunicorn app:app --bind 0.0.0.0:$PORT --workers 4\n';
const WORSE = 'web: gunicorn app:app --bind 127.0.0.1:8000 --workers 4\n';
const PROJECT = {
  Procfile: GOOD, 'railway.json': '{ "deploy": { "healthcheckPath": "/up" } }\n', 'requirements.txt': 'gunicorn==23.0.0\nflask==3.1.0\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n\n\n@app.get("/up")\ndef up():\n    return {}\n',
};

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};

/** The comments of a pull request, as GitHub's API keeps them. */
interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: string; readonly login: string };
}
const github: { comments: Comment[]; refuses: boolean; asked: string[] } = { comments: [], refuses: false, asked: [] };
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, value]) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => { server.close(); });
beforeEach(() => Object.assign(github, { comments: [], refuses: false, asked: [] }));

async function answer(request: IncomingMessage): Promise<readonly [number, unknown]> {
  const url = new URL(request.url ?? '', 'http://localhost');
  github.asked.push(`${request.method ?? ''} ${url.pathname}`);
  if (request.headers.authorization !== 'Bearer t0ken' || (github.refuses && request.method !== 'GET')) return [403, { message: 'Resource not accessible by integration' }];
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const body = text === '' ? '' : (JSON.parse(text) as { body: string }).body;
  const [, id] = /^\/repos\/ada\/ledger\/issues\/comments\/(\d+)$/.exec(url.pathname) ?? [];
  const comment = github.comments.find((each) => String(each.id) === id);
  if (request.method === 'PATCH' && comment !== undefined) comment.body = body;
  else if (url.pathname !== '/repos/ada/ledger/issues/7/comments') return [404, { message: 'Not Found' }];
  else if (request.method === 'POST') github.comments.push({ id: github.comments.length + 1, body, user: { type: 'Bot', login: 'github-actions[bot]' } });
  const page = Number(url.searchParams.get('page') ?? '1');
  return [request.method === 'POST' ? 201 : 200, request.method === 'GET' ? github.comments.slice((page - 1) * 100, page * 100) : {}];
}

let made: Repository[] = [];
const temporary = mkdtempSync(join(tmpdir(), 'optimize-runner-'));
afterEach(() => {
  for (const repo of made) repo.remove();
  made = [];
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** A pull request of one commit onto main, checked out. */
function pullRequest(procfile: string, files: Readonly<Record<string, string>> = {}): Repository {
  const repo = makeRepository({ ...PROJECT, ...files });
  made.push(repo);
  repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  repo.git('switch', '--quiet', '--create', 'change');
  repo.write('Procfile', procfile);
  repo.git('add', '--all');
  repo.git('commit', '--quiet', '--allow-empty', '-m', 'Change');
  return repo;
}

interface Job {
  readonly code: number | undefined;
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Names of the steps with `uses` that would have run. */
  readonly used: readonly string[];
}

/** Runs the steps as a runner does: expressions in `env` and `if` filled in, scripts by bash, outputs read from the file. */
async function runAction(repo: Repository, inputs: Readonly<Record<string, string>> = {}, event: { readonly name: 'pull_request' | 'push'; readonly before?: string } = { name: 'pull_request' }): Promise<Job> {
  const folder = mkdtempSync(join(temporary, 'job-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const { port } = server.address() as AddressInfo;
  const environment = {
    ...GIT_USER, PATH: process.env['PATH'] ?? '', CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_TEMP: folder, GITHUB_REPOSITORY: 'ada/ledger', GITHUB_API_URL: `http://127.0.0.1:${port}`,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event.name === 'pull_request' ? { pull_request: { number: 7 } } : {})),
    GITHUB_STEP_SUMMARY: file('summary.md'), ...(event.name === 'pull_request' ? { GITHUB_BASE_REF: 'main' } : {}), GITHUB_WORKSPACE: repo.root,
  };
  const outputs: Record<string, string> = {};
  const values: Record<string, string> = { 'github.action_path': ROOT, 'github.token': 't0ken', 'github.event.merge_group.base_sha || github.event.before': event.before ?? '' };
  for (const [name, { default: value }] of Object.entries(action.inputs)) values[`inputs.${name}`] = filled(inputs[name] ?? value, values);
  const used: string[] = [];
  let printed = '';
  let code: number | undefined = 0;
  for (const step of action.runs.steps) {
    if (code !== 0 || !isMet(step.if, values)) continue;
    if (step.run === undefined) {
      used.push(step.name);
      continue;
    }
    const output = file(`output-${step.id ?? ''}`);
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, values)]));
    const run = await execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file('step.sh', step.run)], { cwd: repo.root, reject: false, all: true, extendEnv: false, env: { ...environment, ...env, GITHUB_OUTPUT: output } });
    code = run.exitCode;
    printed += `${run.all}\n`;
    for (const line of readFileSync(output, 'utf8').split('\n').filter((each) => each !== '')) {
      const [name = '', value = ''] = [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)];
      values[`steps.${step.id ?? ''}.outputs.${name}`] = value;
    }
  }
  for (const [name, { value }] of Object.entries(action.outputs)) outputs[name] = filled(value, values);
  return { code, printed, outputs, used, summary: readFileSync(join(folder, 'summary.md'), 'utf8') };
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => values[expression] ?? '');
}

function isMet(condition: string | undefined, values: Readonly<Record<string, string>>): boolean {
  return (condition ?? '').split(' && ').filter((each) => each !== '').every((each) => {
    const [, name = '', sign, value] = /^(\S+) (==|!=) '(.*)'$/.exec(each) ?? [];
    return ((values[name] ?? '') === value) === (sign === '==');
  });
}

const UP_TO_DATE = /^<!-- optimize -->\n/;

describe('a pull request', () => {
  it('that makes something worse fails at the very end, with findings handed over and one comment', async () => {
    const repo = pullRequest(WORSE);
    const job = await runAction(repo);
    expect(job.code, job.printed).toBe(1);
    expect(job.outputs['passed']).toBe('false');
    expect(Number(job.outputs['score'])).toBeLessThan(100);
    expect(JSON.parse(readFileSync(job.outputs['report'] ?? '', 'utf8'))).toMatchObject({ passed: false });
    expect(job.used).toEqual(['Hand findings to code scanning']);
    expect(job.printed).toContain('network/bind-address');
    expect(job.summary).not.toBe('');
    expect(github.comments).toEqual([expect.objectContaining({ body: expect.stringMatching(UP_TO_DATE) as string })]);
  });

  it('has one comment, written anew as the change grows better, and left alone while nothing changes', async () => {
    github.comments = Array.from({ length: 120 }, (_, index) => ({ id: index + 1, body: index === 3 ? 'I like <!-- optimize -->' : 'Thanks', user: { type: 'User', login: 'ada' } }));
    const repo = pullRequest(WORSE);
    await runAction(repo);
    const [first] = github.comments.slice(120).map(({ body }) => body);
    const calls = github.asked.length;
    await runAction(repo);
    expect(github.asked.slice(calls).every((call) => call.startsWith('GET'))).toBe(true);
    repo.write('Procfile', GOOD);
    repo.git('commit', '--quiet', '--all', '-m', 'Better');
    expect((await runAction(repo)).code).toBe(0);
    expect(github.comments).toHaveLength(121);
    expect(github.comments[120]?.body).not.toBe(first);
  });

  it('that moves nothing gets no comment', async () => {
    const job = await runAction(pullRequest(GOOD));
    expect(job.code, job.printed).toBe(0);
    expect(job.outputs['passed']).toBe('true');
    expect(github.comments).toEqual([]);
    expect(job.printed).toContain('nothing moved');
  });

  it('from a fork, whose token may not comment, is judged all the same and says so', async () => {
    github.refuses = true;
    const job = await runAction(pullRequest(WORSE));
    expect(job.code).toBe(1);
    expect(job.printed).toMatch(/::notice title=optimize::the token may not comment/);
  });

  it('has comment and findings to itself where they are switched off', async () => {
    const job = await runAction(pullRequest(WORSE), { comment: 'false', sarif: 'false' });
    expect(job.used).toEqual([]);
    expect(github.asked).toEqual([]);
    expect(job.code).toBe(1);
  });

  it('keeps a comment of its own for each folder', async () => {
    const files = Object.fromEntries(Object.entries(PROJECT).map(([name, text]) => [`api/${name}`, text]));
    const repo = pullRequest(WORSE, { ...files, 'api/Procfile': GOOD });
    repo.write('api/Procfile', WORSE);
    repo.git('commit', '--quiet', '--all', '-m', 'Worse too');
    await runAction(repo, { 'working-directory': 'api' });
    await runAction(repo);
    expect(github.comments.map(({ body }) => body.split('\n', 1)[0])).toEqual(['<!-- optimize: api -->', '<!-- optimize -->']);
  });
});

describe('inputs', () => {
  it('are gates', async () => {
    expect((await runAction(pullRequest(WORSE), { 'fail-on': 'never', 'max-drop': '100' })).code).toBe(0);
    expect((await runAction(pullRequest(GOOD), { 'min-score': '100' })).code).toBe(1);
  });

  it('are words and never code', async () => {
    const repo = pullRequest(GOOD);
    const mark = join(temporary, 'ran');
    const hostile = `"; touch ${mark}; $(touch ${mark}) \`touch ${mark}\` #`;
    for (const [name, text] of [...['working-directory', 'base', 'fail-on', 'max-drop', 'min-score', 'version'].map((each) => [each, hostile] as const), ['working-directory', '--exit-zero'], ['version', '--global']] as const) {
      const job = await runAction(repo, { [name]: text });
      expect(job.code, `${name}: ${text}\n${job.printed}`).not.toBe(0);
    }
    expect(existsSync(mark)).toBe(false);
  });

  it('that make no sense end with 2, and nothing is commented', async () => {
    const job = await runAction(pullRequest(GOOD), { 'min-score': 'many' });
    expect(job.code).toBe(2);
    expect(job.outputs['passed']).toBe('false');
    expect(github.asked).toEqual([]);
  });
});

describe('a push', () => {
  it('is compared with the commit before it', async () => {
    const repo = pullRequest(WORSE);
    const before = repo.git('rev-parse', 'HEAD^').trim();
    const job = await runAction(repo, {}, { name: 'push', before });
    expect(job.code, job.printed).toBe(1);
    expect(github.asked).toEqual([]);
  });

  for (const [name, before] of [['of a new branch', '0'.repeat(40)], ['that threw its history away', '1'.repeat(40)]] as const) {
    it(`${name} is only scanned`, async () => {
      const job = await runAction(pullRequest(WORSE), {}, { name: 'push', before });
      expect(job.code, job.printed).toBe(0);
      expect(Number(job.outputs['score'])).toBeLessThan(100);
    });
  }
});

describe('action.yml', () => {
  it('puts no expression into a script', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });

  it('pins what it uses to a commit', () => {
    for (const { uses } of action.runs.steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  it.skipIf(isToolMissing(pythonTool('check-jsonschema')))('follows the schema of actions', () => {
    execaSync(pythonTool('check-jsonschema'), ['--builtin-schema', 'vendor.github-actions', 'action.yml'], { cwd: ROOT });
  });

  it.skipIf(isToolMissing(pythonTool('zizmor')))('is safe (zizmor)', () => {
    execaSync(pythonTool('zizmor'), ['--offline', '--no-progress', '--pedantic', 'action.yml'], { cwd: ROOT });
  });
});
