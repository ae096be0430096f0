import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORMATS } from '../../src/reporters/formats.ts';
import { makeProject, optimize } from '../support/cli.ts';

/** Reports are pasted into tickets: no format may show what a secret says, not even where a fix changes the line beside it. */
const TOKEN = `7194620385:AA${'Hq8Zr3TnLb2MkV5wXcD7sEyJ4uGfP1oRi'}`;
const PASSWORD = ['kV8wq3Zr', 'Tn5xLb2M'].join('');
const KEY = ['g7Rk2vXq9', 'LwZt4Bn8Ym3Pd6S'].join('');

const project = makeProject({
  'requirements.txt': 'fastapi\nuvicorn\n', '.env': `SECRET_KEY=${KEY}\n`,
  'railway.toml': '[deploy]\nstartCommand = "uvicorn ferry:app"\n',
  'ferry.py': `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\nBOT_TOKEN = "${TOKEN}"; app = FastAPI(debug=True)\n`
    + `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)  # postgres://ferry:${PASSWORD}@ferry.proxy.rlwy.net/x\n`,
});
afterAll(project.remove);

let found = '';
beforeAll(async () => { found = (await optimize(['scan', project.root, '--as-of', '2026-11-22', '--format', 'json'])).stdout; });

it('finds all three of them', () => {
  expect(found).toContain('BOT_TOKEN holds a Telegram bot token');
  expect(found).toContain('ferry.py holds a password in an address of PostgreSQL');
  expect(found).toContain('.env holds SECRET_KEY');
});

it.each(FORMATS.map(({ name }) => name))('%s shows none of them', async (format) => {
  const { stdout } = await optimize(['scan', project.root, '--as-of', '2026-11-22', '--format', format]);
  expect(stdout).not.toBe('');
  for (const secret of [TOKEN, PASSWORD, KEY]) expect(stdout).not.toContain(secret);
});
