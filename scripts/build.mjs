// Bundles the program into dist/: one entry, parsers as lazy chunks, the rules folder inside, the grammar files and V8's compiled
// form of each chunk beside it. The chunks are CommonJS, because only scripts can be given a compiled form (bin/load.js).
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { parse } from 'yaml';
import { slimOclif } from './slim-oclif.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const finished = join(root, 'dist');
/** The bundle is made aside and takes the old one's place when it is whole. */
const dist = join(root, 'dist.new');
const require = createRequire(import.meta.url);

/** The rules folder as one module: YAML as values, checks as imports. Parsed while building, so that a scan opens no rule file. */
function catalogueModule() {
  const folder = join(root, 'rules');
  const source = { rules: {}, editions: {}, tables: {} };
  const checks = [];
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).sort()) {
    const name = entry.slice(entry.indexOf('/') + 1).replace(/\.\w+$/, '');
    if (entry.endsWith('.ts') && !entry.startsWith('shared/')) checks.push(entry);
    if (!entry.endsWith('.yaml')) continue;
    const value = parse(readFileSync(join(folder, entry), 'utf8'));
    if (entry.startsWith('editions/')) source.editions[name] = value;
    else if (entry.startsWith('data/')) source.tables[name] = value;
    else source.rules[entry] = value;
  }
  const imports = checks.map((path, index) => `import check${index} from ${JSON.stringify(join(folder, path))};`);
  const table = checks.map((path, index) => `${JSON.stringify(path.slice(0, -'.ts'.length))}: check${index}`);
  return `${imports.join('\n')}
const source = ${JSON.stringify(source)};
export const readCatalogue = async () => ({ ...source, checks: { ${table.join(', ')} } });`;
}

/** What the cases of the rules show, read by the very code that reads it while developing. */
async function examplesModule() {
  const aside = mkdtempSync(join(tmpdir(), 'optimize-build-'));
  const reader = join(aside, 'read-examples.mjs');
  const reading = await rolldown({ cwd: root, input: 'src/rules/load-examples.ts', platform: 'node' });
  await reading.write({ file: reader, format: 'esm' });
  await reading.close();
  const { readCases } = await import(pathToFileURL(reader).href);
  rmSync(aside, { recursive: true });
  return `export const readCases = () => JSON.parse(${JSON.stringify(JSON.stringify(readCases(join(root, 'test/rules'))))});`;
}

const VIRTUAL = { '#catalogue': catalogueModule, '#examples': examplesModule };
const catalogue = {
  name: 'catalogue',
  resolveId: (id) => (Object.hasOwn(VIRTUAL, id) ? `\0${id}` : undefined),
  load: (id) => (id.startsWith('\0#') ? VIRTUAL[id.slice(1)]() : undefined),
};

/** `import()` of what stays outside, and of Node's own modules, goes through the loader: V8 has none for scripts. */
const importExternal = {
  name: 'import-external',
  renderChunk: (code) => code.replaceAll(/\bimport\((?=["'`](?:oxc-parser|ts-morph|libpg-query|fs\/promises|module)["'`]\))/g, 'importExternal('),
};

/** What nearly every run needs, a few lines each: together, because each chunk costs the time to open it. */
const base = { name: 'base', test: /[\\/]src[\\/](?:(?:text|model|score)[\\/]|reporters[\\/](?:advice|advice-line|against|evidence|paint|place|position|redact|undecided|words)\.ts$|reporters[\\/]text[\\/]|(?:gates|known-names|outputs|select)\.ts$)/ };

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: { run: 'src/run.ts', commands: 'src/commands/commands.ts' },
  platform: 'node',
  external: ['oxc-parser', 'ts-morph', 'libpg-query', 'typescript', 'ts-node', 'tsx', /^tsx\//],
  resolve: { alias: { '#rule': join(root, 'src/rules/api.ts') }, mainFields: ['module', 'main'], conditionNames: ['import', 'node', 'default'] },
  plugins: [catalogue, slimOclif, importExternal],
  logLevel: 'warn',
  checks: { eval: false, pluginTimings: false }, // web-tree-sitter holds code for other targets
});
await bundle.write({
  dir: dist, format: 'cjs', minify: true, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs', codeSplitting: { groups: [base] },
});
await bundle.close();

copyFileSync(require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'), join(dist, 'tree-sitter-python.wasm'));
copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(dist, 'web-tree-sitter.wasm'));
compileChunks();
putInPlace();
await writeManifest();

/** The old bundle is out of the way for no longer than it takes to rename two folders. */
function putInPlace() {
  const old = join(root, 'dist.old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(finished)) renameSync(finished, old);
  renameSync(dist, finished);
  rmSync(old, { recursive: true, force: true });
}

/** A process of its own, so that what the build loaded does not get in the way. */
function compileChunks() {
  const environment = { ...process.env, NO_COLOR: '1' };
  delete environment.NODE_OPTIONS; // a compiled form is bound to the flags it was made under
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/compile-chunks.mjs'), dist], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the compiled form of the chunks could not be made');
}

/** The manifest lets oclif start without loading the commands; it is committed, and a test holds it to the sources. */
async function writeManifest() {
  const { Plugin } = await import('@oclif/core');
  const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
  await plugin.load();
  writeFileSync(join(root, 'oclif.manifest.json'), `${JSON.stringify(plugin.manifest, undefined, 2)}\n`);
}
