import { describe, expect, test } from 'vitest';
import { rewrite } from '../../../src/fixes/rewrite.ts';
import { valueOf } from '../../../src/model/fact.ts';
import type { Evidence } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import type { Plain } from '../../../src/model/change.ts';
import { contextOf, textsAfter, type Texts } from '../commands/support.ts';

const FLASK = { 'requirements.txt': 'flask\ngunicorn\n', 'kiosk.py': 'from flask import Flask\nkiosk = Flask(__name__)\n' };

interface Wanted {
  readonly at: (facts: FactSet) => Evidence | undefined;
  readonly with?: Readonly<Record<string, Plain>>;
}

/** The texts after a rewriting, or why there are none. */
async function after(texts: Texts, how: string, { at, ...more }: Wanted): Promise<Texts | string> {
  const context = await contextOf(texts);
  const place = at(context.service.facts);
  if (place === undefined) return 'there is no such fact';
  return textsAfter(await rewrite({ kind: 'rewrite', how, at: [place], ...more }, context), context, texts);
}

describe('set-variable', () => {
  const variable = (name: string) => (facts: FactSet) =>
    [facts['build.variables'], facts['deploy.variables']].flatMap((fact) => valueOf(fact) ?? []).find((each) => each.variable === name)?.at;
  const set = async (path: string, text: string, value = 'db') => {
    const builder: Texts = path === 'nixpacks.toml' ? { 'railway.toml': '[build]\nbuilder = "NIXPACKS"\n' } : {};
    const result = await after({ ...FLASK, ...builder, [path]: text }, 'set-variable', { at: variable('HOST'), with: { value } });
    return typeof result === 'string' ? result : result[path];
  };
  const image = (env: string) => `FROM python:3.13\r\n# where\r\n${env}\r\nCMD ["gunicorn", "kiosk:kiosk"]`;

  test.each([
    ['Dockerfile', image(`ENV HOST="'db'" A=b`), image('ENV HOST="db" A=b')],
    ['Dockerfile', image(`ENV A=b \\\r\n\tHOST='"db"'`), image(`ENV A=b \\\r\n\tHOST='db'`)],
    ['railpack.json', '{\n\t// a remark\n\t"deploy": { "variables": { "HOST": "\\"db\\"", }, },\n}', '{\n\t// a remark\n\t"deploy": { "variables": { "HOST": "db", }, },\n}'],
    ['nixpacks.toml', '[variables]\r\nHOST = \'"db"\' # quoted\r\nA = "b"', "[variables]\r\nHOST = 'db' # quoted\r\nA = \"b\""],
    ['fly.toml', 'app = "kiosk"\n[env]\n\tHOST = "db "\n', 'app = "kiosk"\n[env]\n\tHOST = "db"\n'],
    ['.railway/railway.ts', 'import { defineRailway, project, service } from "railway/iac";\nexport default defineRailway(() => project("k", { resources: [service("app", { env: { HOST: \'"db"\' /* q */ } })] }));',
      'import { defineRailway, project, service } from "railway/iac";\nexport default defineRailway(() => project("k", { resources: [service("app", { env: { HOST: "db" /* q */ } })] }));'],
  ])('in %s: %j', async (path, before, expected) => {
    expect(await set(path, before)).toBe(expected);
  });
});

describe('railpack-from-nixpacks', () => {
  const of = async (texts: Texts) => {
    const result = await after({ ...FLASK, ...texts }, 'railpack-from-nixpacks', { at: (facts) => valueOf(facts['build.configFiles'])?.find(({ kind }) => kind.value === 'nixpacks')?.kind });
    return typeof result === 'string' ? result : result['railpack.json'];
  };
  const toml = (text: string) => of({ 'nixpacks.toml': text });

  test('keeps the order of commands, the line ends, and texts as they are', async () => {
    const text = await toml('[phases.build]\r\ncmds = ["echo \\"a\\"", "@auto"] # twice\r\n\r\n[start]\r\ncmd = \'gunicorn kiosk:kiosk\'');
    expect(text).toContain('\r\n');
    expect(text).not.toMatch(/(?<!\r)\n/);
    expect(JSON.parse(text ?? '')).toEqual({
      $schema: 'https://schema.railpack.com', steps: { build: { commands: ['echo "a"', '...'] } }, deploy: { startCommand: 'gunicorn kiosk:kiosk' },
    });
  });

  test('reads nixpacks.json too', async () => {
    expect(JSON.parse(await of({ 'nixpacks.json': '{"phases": {"setup": {"aptPkgs": ["libpq5"], "nixPkgs": ["..."]}}}' }) ?? '')).toEqual({
      $schema: 'https://schema.railpack.com', buildAptPackages: ['...', 'libpq5'], deploy: { aptPackages: ['...', 'libpq5'] },
    });
  });

  test.each([
    ['providers = ["python"]\n[start]\ncmd = "a"', 'providers of nixpacks.toml has no equal in railpack.json'],
    ['[phases.setup]\nnixPkgs = ["...", "ffmpeg"]', 'phases.setup.nixPkgs of nixpacks.toml has no equal in railpack.json'],
    ['[phases.test]\ncmds = ["pytest"]', 'phases.test of nixpacks.toml has no equal in railpack.json'],
    ['[phases.build]\ncmds = ["..."]\ndependsOn = ["install"]', 'phases.build.dependsOn of nixpacks.toml has no equal in railpack.json'],
    ['[phases.install]\ncmds = ["pip install -r requirements.txt"]', 'phases.install takes the place of what the builder installs by itself, and Railpack installs into other folders'],
    ['[variables]\nNIXPACKS_PYTHON_VERSION = "3.12"', 'NIXPACKS_PYTHON_VERSION is a setting of Nixpacks, and Railpack has its own names'],
    ['[variables]\nDB_PASSWORD = "x"', 'DB_PASSWORD may be a secret, which is not copied'],
    ['[variables]\n', 'the file sets nothing'],
  ])('refuses %j', async (text, because) => {
    expect(await toml(text)).toBe(because);
  });

  test('refuses steps of languages that it does not know', async () => {
    const texts = { 'go.mod': 'module kiosk\n', 'main.go': 'package main\n', 'nixpacks.toml': '[phases.build]\ncmds = ["...", "true"]\n' };
    const result = await after(texts, 'railpack-from-nixpacks', { at: (facts) => valueOf(facts['build.configFiles'])?.find(({ kind }) => kind.value === 'nixpacks')?.kind });
    expect(result).toBe('the steps in which Railpack builds go may be others');
  });
});
