// Fixes a copy of every folder below a folder of real projects and lists what went wrong: a crash, a file that no longer parses (by
// Python's own compiler, TypeScript's parser, and readers of JSON, TOML and YAML that are not ours), a score that fell, a second run that
// changes something, an undo that does not give the bytes back.
// usage: node scripts/corpus-fix.mjs FOLDER OUTPUT-FOLDER [--review] [--as-of=DAY] [NAME]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import { parseAllDocuments } from 'yaml';

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const review = process.argv.includes('--review') ? ['--review'] : [];
// Before 2026-08-21 fixes go into railway.json and railway.toml; after it they are refused there.
const asOf = process.argv.find((word) => word.startsWith('--as-of='))?.slice('--as-of='.length) ?? '2026-11-25';
const [folder, output, only = ''] = words;
if (folder === undefined || output === undefined) {
  process.stderr.write('name the folder that holds the projects, and one for the diffs\n');
  process.exit(2);
}
mkdirSync(output, { recursive: true });
const environment = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'optimize-cache-')) };
delete environment.NODE_EXTRA_CA_CERTS;
delete environment.CI;

const totals = { projects: 0, bad: 0, fixes: 0, refused: 0, files: 0 };
const rules = new Map();
for (const name of readdirSync(folder).sort()) {
  if (!name.includes(only) || !statSync(join(folder, name)).isDirectory()) continue;
  const root = mkdtempSync(join(tmpdir(), 'optimize-corpus-'));
  try {
    cpSync(join(folder, name), root, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('/.git') });
    report(name, fixProject(root, name));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
for (const [rule, { made, refused }] of [...rules].sort()) process.stdout.write(`${rule.padEnd(34)} ${String(made).padStart(4)} made ${String(refused).padStart(4)} refused\n`);
process.stdout.write(`${totals.projects} projects, ${totals.fixes} fixes made, ${totals.refused} refused, ${totals.files} files changed; ${totals.bad} projects with problems\n`);
process.exitCode = totals.bad > 0 ? 1 : 0;

function fixProject(root, name) {
  const problems = [];
  const before = bytesOf(root);
  const dry = optimize(['fix', root, '--dry-run', ...review]);
  writeFileSync(join(output, `${name}.diff`), dry.stdout + dry.stderr);
  if (bytesOf(root).hash !== before.hash) problems.push('a dry run wrote something');
  const started = performance.now();
  const first = optimize(['fix', root, '--yes', '--json', ...review]);
  const milliseconds = Math.round(performance.now() - started);
  const document = jsonOf(first, problems);
  if (document === undefined) return { problems, milliseconds };
  for (const { path, change } of document.files) if (change !== 'deleted') problems.push(...brokenBy(root, path, before.files.get(path)));
  for (const { rule, because } of document.refused) if (because.includes('a bug in optimize')) problems.push(`${rule}: ${because}`);
  const { before: old, after } = document.score;
  for (const { name: service, value } of old.services) {
    const now = after.services.find((each) => each.name === service);
    if (now === undefined || now.value < value) problems.push(`the score of ${service} fell from ${value} to ${now?.value}`);
  }
  const scanned = jsonOf(optimize(['scan', root, '--json']), problems);
  if (scanned !== undefined && scanned.score.value !== after.value) problems.push(`a scan says ${scanned.score.value}, the fix ${after.value}`);
  const second = jsonOf(optimize(['fix', root, '--yes', '--json', ...review]), problems);
  if (second !== undefined && second.files.length > 0) problems.push(`a second run changes ${second.files.map(({ path }) => path).join(', ')}`);
  if (document.files.length > 0) {
    const undone = optimize(['undo', root, '--id', document.run]);
    if (undone.status !== 0) problems.push(`undo: ${undone.stderr.trim()}`);
    const restored = bytesOf(root);
    if (restored.hash !== before.hash) problems.push('undo does not give the bytes back');
  }
  return { problems, milliseconds, document };
}

function optimize(args) {
  const run = spawnSync(process.execPath, [program, ...args, ...(args[0] === 'undo' ? [] : ['--as-of', asOf])], { env: environment, encoding: 'utf8', timeout: 300_000, maxBuffer: 1e9 });
  if (/^\s+at /m.test(run.stderr)) run.stderr += '\na stack on stderr';
  return run;
}

function jsonOf(run, problems) {
  if (run.signal !== null) problems.push(`killed by ${run.signal}`);
  try {
    const document = JSON.parse(run.stdout);
    if (document.ok !== false) return document;
    if (!/nothing to scan/.test(document.error.message)) problems.push(document.error.message);
  } catch {
    problems.push(`no JSON: ${run.stderr.trim().split('\n')[0]}`);
  }
  return undefined;
}

/** Every file with a hash of its bytes, its mode and where it links to. */
function bytesOf(root) {
  const files = new Map();
  const lines = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isSymbolicLink() ? Buffer.from(readlinkSync(path)) : readFileSync(path);
    const name = path.slice(root.length + 1);
    files.set(name, bytes);
    lines.push(`${name} ${lstatSync(path).mode} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
  return { files, hash: lines.sort().join('\n') };
}

/** What a reader that is not ours says against a changed file that it had nothing against before. */
function brokenBy(root, path, old) {
  const bytes = readFileSync(join(root, path));
  const problem = problemIn(path, bytes);
  if (problem === undefined || (old !== undefined && problemIn(path, old) !== undefined)) return [];
  return [`${path} no longer parses: ${problem}`];
}

function problemIn(path, bytes) {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (path.endsWith('.py')) return python('import ast,sys; compile(sys.stdin.buffer.read(), "x", "exec")', bytes);
  if (path.endsWith('.toml')) return python('import tomllib,sys; tomllib.load(sys.stdin.buffer)', Buffer.from(text));
  if (/\.[cm]?[jt]sx?$/.test(path)) return ts.transpileModule(text, { fileName: path, reportDiagnostics: true, compilerOptions: { jsx: 1, target: 99, module: 99 } }).diagnostics[0]?.messageText;
  if (/\.ya?ml$/.test(path)) return parseAllDocuments(text).flatMap(({ errors }) => errors)[0]?.message;
  if (path.endsWith('.json')) return ts.parseConfigFileTextToJson(path, text).error?.messageText;
  return undefined;
}

function python(code, input) {
  const { status, stderr } = spawnSync('python3', ['-c', code], { input });
  return status === 0 ? undefined : stderr.toString().trim().split('\n').at(-1);
}

function report(name, { problems, milliseconds, document }) {
  totals.projects += 1;
  if (problems.length > 0) totals.bad += 1;
  const [fixes, refused, files] = [document?.fixes ?? [], document?.refused ?? [], document?.files ?? []];
  totals.fixes += fixes.length;
  totals.refused += refused.length;
  totals.files += files.length;
  for (const { rule } of fixes) countOf(rule).made += 1;
  for (const { rule } of refused) countOf(rule).refused += 1;
  const score = document === undefined ? '' : `${document.score.before.value} -> ${document.score.after.value}`;
  process.stdout.write(`${String(milliseconds).padStart(6)} ms  ${name}  ${score}  ${fixes.length} made, ${refused.length} refused${problems.length > 0 ? `  !! ${problems.join('; ')}` : ''}\n`);
}

function countOf(rule) {
  const count = rules.get(rule) ?? { made: 0, refused: 0 };
  rules.set(rule, count);
  return count;
}
