import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { splitWords } from '../../../src/documents/shell/split-words.ts';
import { valueOf } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { scan, type ScanOptions } from '../../../src/scan.ts';
import { caseOptions } from '../../support/case-options.ts';
import { HANG_LIMIT } from '../../support/hang-limit.ts';

/**
 * Runs the start command that each fix leaves, as the platform would (through a shell, or word by word), with a gunicorn and a uvicorn
 * that are asked for their settings instead of serving. What they say is compared with what the scan of the fixed project claims.
 */
const PYTHON = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));
const ASK_GUNICORN = fileURLToPath(new URL('ask_gunicorn.py', import.meta.url));
const ASK_UVICORN = fileURLToPath(new URL('ask_uvicorn.py', import.meta.url));
const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));
const REQUIRED = Boolean(process.env['CI']) || process.env['OPTIMIZE_REQUIRE_TOOLS'] === '1';
const has = existsSync(PYTHON);
const PORT = '9321';

const CHECKED = ['server/workers', 'server/interface', 'server/production-server', 'network/bind-address', 'network/port', 'start/shell-variables', 'start/signal-handling',
  'start/procfile-readings', 'deploy/migrations', 'build/cache-mount-id'];

const scratch = mkdtempSync(join(tmpdir(), 'optimize-real-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function writeProgram(name: string, line: string): void {
  const path = join(scratch, 'bin', name);
  mkdirSync(join(scratch, 'bin'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

/** Programs of the same names that say what they would do. Others of the chain do nothing. */
function writePrograms(): void {
  writeProgram('gunicorn', `"${PYTHON}" -m gunicorn --print-config "$@" && exec "${PYTHON}" "${ASK_GUNICORN}" "$@"`);
  writeProgram('uvicorn', `exec "${PYTHON}" "${ASK_UVICORN}" command "$@"`);
  writeProgram('alembic', 'exit 0');
  writeProgram('python', `case "$1" in main.py) exec "${PYTHON}" "${ASK_UVICORN}" program "$@";; esac`);
}

interface Fixed {
  readonly name: string;
  readonly folder: string;
  readonly options: ScanOptions;
}

async function fixedCases(): Promise<readonly Fixed[]> {
  const names = CHECKED.flatMap((rule) => readdirSync(join(RULES, rule)).filter((name) => existsSync(join(RULES, rule, name, 'after'))).map((name) => [rule, name] as const));
  return Promise.all(names.map(async ([rule, name]) => {
    const source = join(RULES, rule, name);
    const folder = join(scratch, `${rule}/${name}`);
    cpSync(join(source, 'before'), folder, { recursive: true });
    cpSync(join(source, 'after'), folder, { recursive: true });
    return { name: `${rule}/${name}`, folder, options: await caseOptions(source) };
  }));
}

/** The variables that files set for the process, with the platform's own PORT. */
function environmentOf(facts: FactSet): Record<string, string> {
  const variables = [facts['build.variables'], facts['deploy.variables']].flatMap((list) => valueOf(list) ?? []).filter(({ scope }) => scope === 'run');
  return { ...Object.fromEntries(variables.map(({ variable, value }) => [variable, value ?? ''])), PORT, PATH: `${join(scratch, 'bin')}:/usr/bin:/bin` };
}

/** What the server of a project says of itself when its start command is run. */
function answerOf(facts: FactSet, folder: string): { readonly text: string; readonly error: string } {
  const command = (valueOf(facts['start.command']) ?? '').replaceAll('/srv', folder);
  const words = splitWords(command);
  const [program = '', ...args] = valueOf(facts['start.form']) === 'exec' && words.ok ? words.document : ['bash', '-c', command];
  for (const script of ['boot.sh', 'bin/start']) if (existsSync(join(folder, script))) chmodSync(join(folder, script), 0o755);
  const made = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...environmentOf(facts), PYTHONDONTWRITEBYTECODE: '1' }, timeout: HANG_LIMIT });
  return { text: made.stdout ?? '', error: `${made.stderr ?? ''}${made.error?.message ?? ''}` };
}

/** gunicorn's settings by fact, from the lines of --print-config. */
function gunicornSettings(text: string): Readonly<Record<string, string>> {
  const lines = new Map([...text.matchAll(/^(\w+)\s+= (.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
  const found = { 'server.workers': lines.get('workers'), 'server.threads': lines.get('threads'), 'server.reload': lines.get('reload')?.toLowerCase(), 'server.bind': lines.get('bind'), 'server.workerClass': lines.get('effective_class') };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A claim as the process has it: variables put in, addresses as Python prints a list of them. */
function claimed(facts: FactSet, name: string): string {
  const fact = facts[name as 'server.bind'];
  const value = name === 'server.bind' && fact?.state === 'known' && fact.provenance.kind === 'default' ? '0.0.0.0:$PORT' : valueOf(fact);
  const texts = (Array.isArray(value) ? value : [value]).map((one) => String(one).replaceAll(/\$\{PORT(?::-[^}]*)?\}|\$PORT\b/g, PORT));
  return name === 'server.bind' ? `[${texts.map((one) => `'${one}'`).join(', ')}]` : (texts[0] ?? '');
}

test.skipIf(!has && !REQUIRED)('the servers themselves have the settings that the fixes claim (skipped until node scripts/setup-tools.mjs made .venv)', async () => {
  expect(has, 'node scripts/setup-tools.mjs makes .venv').toBe(true);
  writePrograms();
  const differences: string[] = [];
  const asked = { gunicorn: 0, uvicorn: 0 };
  for (const { name, folder, options } of await fixedCases()) {
    const { project } = await scan(folder, options);
    for (const { facts } of project.services) {
      const server = valueOf(facts['start.server']);
      if (server !== 'gunicorn' && server !== 'uvicorn') continue;
      asked[server] += 1;
      const { text, error } = answerOf(facts, folder);
      const settings = server === 'gunicorn' ? gunicornSettings(text) : (JSON.parse(text.trim().split('\n').at(-1) || '{}') as Readonly<Record<string, unknown>>);
      if (Object.keys(settings).length === 0) differences.push(`${name}: ${server} says nothing: ${error.slice(-300)}`);
      for (const [fact, value] of Object.entries(settings)) {
        const claim = claimed(facts, fact);
        if (String(value) !== claim) differences.push(`${name}: ${fact} is ${String(value)}, the scan says ${claim}`);
      }
    }
  }
  expect(differences).toEqual([]);
  expect(asked.gunicorn).toBeGreaterThan(20);
  expect(asked.uvicorn).toBeGreaterThan(8);
});
