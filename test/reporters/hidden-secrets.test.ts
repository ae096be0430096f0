import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORMATS } from '../../src/reporters/formats.ts';
import { makeProject, optimize } from '../support/cli.ts';

/** Reports are pasted into tickets: no format may show what a secret says, not even where a fix changes the line beside it. */
const TOKEN = `7194620385:AA${'Hq8Zr3TnLb2MkV5wXcD7sEyJ4uGfP1oRi'}`;
const PASSWORD = ['kV8wq3Zr', 'Tn5xLb2M'].join('');
const KEY = ['g7Rk2vXq9', 'LwZt4Bn8Ym3Pd6S'].join('');
/** Known by their names alone: of a variable of the image, of one with a weak value, of an argument, of a command, of code, and in the address of an index. */
const NAMED = {
  variable: 'hJ4kQ9pLm2Xs7Vw1', weak: 'swordfish', argument: 'zT5rE8wQ1yU4iO7p', option: 'Qp93kfLs02mdZx81', code: 'Lk0d93jfnwQz81ma', index: 'zzTop12345',
};
const SECRETS = [TOKEN, PASSWORD, KEY, ...Object.values(NAMED)];

const project = makeProject({
  'requirements.txt': 'fastapi\nuvicorn\n', '.env': `SECRET_KEY=${KEY}\n`,
  'railway.toml': '[deploy]\nstartCommand = "uvicorn ferry:app"\n',
  Dockerfile: `FROM python:3.12\nENV JWT_SECRET=${NAMED.variable} ADMIN_PASSWORD=${NAMED.weak} SENTRY_RELEASE=ferry7\nARG API_TOKEN=${NAMED.argument}\n`
    + `RUN pip install --extra-index-url https://ferry:${NAMED.index}@pypi.ferry.co/simple fastapi && ./log-in --password ${NAMED.option}\n`
    + 'COPY . .\nENV PORT=8000\nCMD uvicorn ferry:app --port 8000\n',
  'ferry.py': `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\nBOT_TOKEN = "${TOKEN}"; app = FastAPI(debug=True); secret_key = "${NAMED.code}"\n`
    + `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)  # postgres://ferry:${PASSWORD}@ferry.proxy.rlwy.net/x\n`,
});
afterAll(project.remove);

const scan = async (...words: string[]): Promise<string> => (await optimize(['scan', project.root, '--as-of', '2026-11-22', ...words])).stdout;
let found = '';
beforeAll(async () => { found = await scan('--format', 'json'); });

it('finds all of them that a rule looks for', () => {
  expect(found).toContain('BOT_TOKEN holds a Telegram bot token');
  expect(found).toContain('ferry.py holds a password in an address of PostgreSQL');
  expect(found).toContain('.env holds SECRET_KEY');
  expect(found).toContain('the value of JWT_SECRET stands in the Dockerfile');
  expect(found).toContain('debug mode of fastapi is on');
});

it('shows what is none', () => {
  expect(found).toContain('"value": "ferry7"');
  expect(found).toContain('"variable": "ADMIN_PASSWORD"');
});

it.each(FORMATS.map(({ name }) => name))('%s shows none of them', async (format) => {
  const stdout = await scan('--format', format);
  expect(stdout).not.toBe('');
  for (const secret of SECRETS) expect(stdout).not.toContain(secret);
});

it('the explanation of each finding shows none of them', async () => {
  const ids = (JSON.parse(found) as { findings: { id: string }[] }).findings.map(({ id }) => id).filter((id) => /secret|debug-mode|cors/.test(id));
  expect(ids.length).toBeGreaterThan(3);
  for (const id of ids) {
    const { stdout, stderr } = await optimize(['explain', id, project.root]);
    for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
  }
});

it('the report of a dry run shows none of them', async () => {
  const { stdout } = await optimize(['fix', project.root, '--dry-run', '--review', '--format', 'json']);
  expect(stdout).toContain('"file": "ferry.py"');
  for (const secret of SECRETS) expect(stdout).not.toContain(secret);
});

it('no error shows one', async () => {
  const { stderr, exitCode } = await optimize(['scan', `${project.root}/no-folder?API_TOKEN=${NAMED.argument}`]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('API_TOKEN=');
  expect(stderr).not.toContain(NAMED.argument);
});
