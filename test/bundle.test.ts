import { execa } from 'execa';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeProject } from './support/cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const LOADER = new URL('../bin/load.js', import.meta.url).href;

/** Runs the bundle on a folder and gives the names of the chunks that it loaded. */
async function chunksOf(folder: string): Promise<readonly string[]> {
  const program = `
    import { chunkLoader } from ${JSON.stringify(LOADER)};
    const loaded = [];
    process.on('exit', () => process.stderr.write(loaded.join('\\n')));
    await chunkLoader(${JSON.stringify(dist)}, (file) => loaded.push(file))('run.cjs').main(['scan', ${JSON.stringify(folder)}]);`;
  const { stderr } = await execa(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  return stderr.split('\n').map((file) => file.replace(/^.*[\\/]/, ''));
}

describe('the bundle', () => {
  it('loads no parser that the files do not need', async () => {
    const project = makeProject({ 'go.mod': 'module boat\n\ngo 1.25\n', 'main.go': 'package main\n\nfunc main() {}\n' });
    const chunks = await chunksOf(project.root);
    project.remove();
    expect(chunks).toContain('run.cjs');
    expect(chunks.filter((name) => /^(web-tree-sitter|toml|yaml|read-python|read-javascript)/.test(name))).toEqual([]);
  });

  it('loads the parser of Python where there is Python', async () => {
    const chunks = await chunksOf(join(root, 'test/projects/fastapi-railway'));
    expect(chunks.some((name) => name.startsWith('web-tree-sitter'))).toBe(true);
    expect(chunks.some((name) => name.startsWith('read-javascript'))).toBe(false);
  });

  // oclif asks for typescript where a project of its own is developed; nothing here ever calls that.
  it('holds no compiler, codemod, prompt or process library', () => {
    for (const name of readdirSync(dist).filter((file) => file.endsWith('.cjs'))) {
      const text = readFileSync(join(dist, name), 'utf8');
      expect(text, name).not.toMatch(/require\(["'`](ts-morph|execa|@inquirer\/[a-z]+|inquirer)["'`]\)|createSourceFile\(/);
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
    for (const needed of ['bin/run.js', 'bin/load.js', 'dist/run.cjs', 'dist/tree-sitter-python.wasm', 'oclif.manifest.json', 'LICENSE', 'docs/report.schema.json']) expect(paths).toContain(needed);
    expect(paths.filter((path) => /^(test|src|scripts)\//.test(path))).toEqual([]);
  });
});
