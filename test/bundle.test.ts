import { execa } from 'execa';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeProject } from './support/cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const LOADER = new URL('../bin/load.js', import.meta.url).href;

/** Runs the bundle on a folder, as a scan where nothing else is said, and gives the names of the chunks that it loaded. */
async function chunksOf(folder: string, words: readonly string[] = ['scan']): Promise<readonly string[]> {
  const program = `
    import { chunkLoader } from ${JSON.stringify(LOADER)};
    const loaded = [];
    process.on('exit', () => process.stderr.write(loaded.join('\\n')));
    await chunkLoader(${JSON.stringify(dist)}, (file) => loaded.push(file))('run.cjs').main(${JSON.stringify([...words, folder])});`;
  const { stderr } = await execa(process.execPath, ['--input-type=module', '-e', program], { cwd: root, reject: false });
  return stderr.split('\n').filter((line) => line.endsWith('.cjs')).map((file) => file.replace(/^.*[\\/]/, ''));
}

/** A text that each parser holds however its code is shortened, so that a chunk can be told to contain it. */
const PARSERS: Readonly<Record<string, RegExp>> = {
  yaml: /YAMLParseError/,
  'toml-eslint-parser': /TOMLVisitor|TOMLTopLevelTable/,
  'jsonc-parser': /InvalidCommentToken/,
  unbash: /simpleCommandOrFunction/,
  'dockerfile-ast': /DIRECTIVE_ESCAPE|Onbuild\b|getParserDirectives|getDirectives/,
  'web-tree-sitter': /ts_parser_parse_wasm/,
  'oxc-parser': /require\(["'`]oxc-parser["'`]\)/,
};

const textOf = (name: string): string => readFileSync(join(dist, name), 'utf8');

/** The parsers in some chunks. */
function parsersIn(names: readonly string[]): readonly string[] {
  return Object.keys(PARSERS).filter((parser) => names.some((name) => PARSERS[parser]?.test(textOf(name))));
}

/** The chunks that are loaded together with some others: what these require, but not what they import when it is needed. */
function closureOf(entries: readonly string[]): readonly string[] {
  const found = new Set(entries);
  for (const name of found) {
    const atOnce = textOf(name).replaceAll(/\.then\(\(\) ?=> ?(\w+\()?require\([^)]*\)/g, '');
    for (const [, required = ''] of atOnce.matchAll(/require\(["'`]\.\/([^"'`]+\.cjs)["'`]\)/g)) found.add(required);
  }
  return [...found];
}

describe('the bundle', () => {
  it('starts without any parser', () => {
    const atOnce = closureOf(['run.cjs', 'commands.cjs']);
    expect(atOnce.length).toBeGreaterThan(2);
    expect(parsersIn(atOnce)).toEqual([]);
    const lazy = Object.keys(PARSERS).filter((parser) => parser !== 'oxc-parser'); // that one stays outside of the bundle
    expect(parsersIn(readdirSync(dist).filter((name) => name.endsWith('.cjs')))).toEqual(lazy);
  });

  it('loads no parser that the files do not need', async () => {
    const project = makeProject({ 'go.mod': 'module boat\n\ngo 1.25\n', 'main.go': 'package main\n\nfunc main() {}\n' });
    const chunks = await chunksOf(project.root);
    project.remove();
    expect(chunks).toContain('run.cjs');
    expect(parsersIn(chunks)).toEqual(['unbash']); // Railpack gives a start command, which is a command line
  });

  it('loads the parser of Python where there is Python', async () => {
    const chunks = await chunksOf(join(root, 'test/projects/fastapi-railway'));
    expect(parsersIn(chunks)).toContain('web-tree-sitter');
    expect(chunks.some((name) => name.startsWith('read-javascript'))).toBe(false);
  });

  it('loads no parser of Python where there is JavaScript only', async () => {
    expect(parsersIn(await chunksOf(join(root, 'test/projects/express-railway-ts')))).not.toContain('web-tree-sitter');
  });

  it('loads the library that finds places in JavaScript for a fix there, and for no scan', async () => {
    const CODEMODS = /importExternal\(["'`]ts-morph["'`]\)/;
    const folder = join(root, 'test/rules/database/engine-per-request/prisma-in-handler/before');
    const hasCodemods = (names: readonly string[]) => names.some((name) => CODEMODS.test(textOf(name)));
    expect(hasCodemods(await chunksOf(folder))).toBe(false);
    expect(hasCodemods(await chunksOf(folder, ['fix', '--dry-run', '--review']))).toBe(true);
  });

  // oclif asks for typescript where a project of its own is developed; nothing here ever calls that.
  it('holds no compiler, codemod, prompt or process library', () => {
    for (const name of readdirSync(dist).filter((file) => file.endsWith('.cjs'))) {
      const text = readFileSync(join(dist, name), 'utf8');
      expect(text, name).not.toMatch(/require\(["'`](ts-morph|execa|@inquirer\/[a-z]+|inquirer)["'`]\)|Unterminated_string_literal/);
    }
  });

  it('is described by the manifest that is committed', async () => {
    const { Plugin } = await import('@oclif/core');
    const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
    await plugin.load();
    const fresh: unknown = JSON.parse(JSON.stringify(plugin.manifest));
    expect(JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))).toEqual(fresh);
  });

  it('is packed with what it needs and without tests', async () => {
    const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
    const [pack] = JSON.parse(stdout.slice(stdout.indexOf('['))) as { files: { path: string }[] }[];
    const paths = (pack?.files ?? []).map(({ path }) => path);
    for (const needed of ['bin/run.js', 'bin/load.js', 'dist/run.cjs', 'dist/tree-sitter-python.wasm', 'oclif.manifest.json', 'LICENSE']) expect(paths).toContain(needed);
    const schemas = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.schema.json')).map((name) => `docs/${name}`);
    expect(schemas).toContain('docs/live.schema.json');
    expect(paths).toEqual(expect.arrayContaining(schemas));
    expect(paths.filter((path) => /^(test|src|scripts)\//.test(path))).toEqual([]);
  });

  it('runs when it is installed from its package', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'optimize-package-'));
    try {
      const { stdout } = await execa('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
      const [pack] = JSON.parse(stdout.slice(stdout.indexOf('['))) as { filename: string }[];
      await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--prefix', folder, join(folder, pack?.filename ?? '')], { cwd: folder });
      const run = await execa(join(folder, 'node_modules/.bin/optimize'), ['scan', join(root, 'test/projects/express-railway-ts'), '--json'], { cwd: folder });
      expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1, services: [{ name: 'web' }] });
      expect(existsSync(join(folder, 'node_modules/@railway'))).toBe(false); // its install step downloads a program, and may fail
      const without = { cwd: folder, env: { PATH: folder }, extendEnv: false, reject: false };
      const asked = await execa(process.execPath, [join(folder, 'node_modules/optimize/bin/run.js'), 'railway', 'status', folder], without);
      expect([asked.exitCode, asked.stdout]).toEqual([2, '']);
      expect(asked.stderr).toMatch(/^the railway CLI is not installed\ninstall it: npm i -g @railway\/cli, or /);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
