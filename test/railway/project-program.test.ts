import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { liveStateText } from '../../src/live/state-file.ts';
import { makeProject, optimize, writeFiles } from '../support/cli.ts';
import { liveState } from '../support/live-state.ts';

/** A project that brings a program called railway, which leaves a mark when it is started. */
let project: ReturnType<typeof makeProject>;
const at = (path: string): string => join(project.root, path);
beforeAll(() => {
  project = makeProject({ 'requirements.txt': 'gunicorn==23.0.0\n', 'railway.json': '{ "deploy": { "startCommand": "gunicorn shop.wsgi" } }\n', 'facts.json': liveStateText(liveState()) });
  writeFiles(project.root, { 'node_modules/.bin/railway': `#!/bin/sh\n: > '${at('started')}'\nexit 1\n` });
  chmodSync(at('node_modules/.bin/railway'), 0o755);
});
afterEach(() => {
  for (const path of ['optimize.yaml', 'started']) rmSync(at(path), { force: true });
});
afterAll(() => project.remove());

const run = (words: readonly string[]) => optimize(words, { cwd: project.root, env: { XDG_CACHE_HOME: at('.cache') } });

test.each([
  [['scan'], ''], [['scan', '--live-from', 'facts.json'], ''], [['scan'], 'live: facts.json\n'], [['explain', 'live.variables', '--live-from', 'facts.json'], ''], [['explain', 'facts'], 'live: facts.json\n'],
  [['fix', '--dry-run'], 'live: facts.json\n'], [['migrate', 'railway', '--dry-run'], ''],
])('%j with the configuration %j starts no program of the project', async (words, configuration) => {
  if (configuration !== '') writeFiles(project.root, { 'optimize.yaml': configuration });
  const { exitCode, stderr } = await run(words);
  expect(exitCode, stderr).not.toBe(2);
  expect(existsSync(at('started'))).toBe(false);
});

test.each([[['scan', '--live']], [['railway', 'status']]])('%j does, unless another one is named', async (words) => {
  expect((await run(words)).exitCode).toBe(2);
  expect(existsSync(at('started'))).toBe(true);
  rmSync(at('started'));
  expect((await run([...words, '--railway-bin', '/nowhere/railway'])).stderr).toContain('there is no program at /nowhere/railway');
  expect(existsSync(at('started'))).toBe(false);
});
