// Scans every folder below a folder of real projects and lists what went wrong: crashes, hangs, writes, slow scans.
// usage: node scripts/corpus.mjs FOLDER [OUTPUT-FOLDER]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const [folder, output] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('name the folder that holds the projects\n');
  process.exit(2);
}
if (output !== undefined) mkdirSync(output, { recursive: true });
const environment = { ...process.env, NO_COLOR: '1' };
delete environment.NODE_EXTRA_CA_CERTS;

let bad = 0;
for (const name of readdirSync(folder).sort()) {
  const root = join(folder, name);
  if (!statSync(root).isDirectory()) continue;
  const before = fingerprint(root);
  const started = performance.now();
  const run = spawnSync(process.execPath, [program, 'scan', root, '--as-of', '2026-11-22', '--debug'], { env: environment, encoding: 'utf8', timeout: 60_000, maxBuffer: 1e9 });
  const milliseconds = Math.round(performance.now() - started);
  const problems = [
    ...(run.signal === null ? [] : [`killed by ${run.signal}`]),
    ...(run.status === 0 ? [] : [`exit code ${run.status}`]),
    ...(/^\s+at /m.test(run.stderr) ? ['a stack on stderr'] : []),
    ...(fingerprint(root) === before ? [] : ['it wrote something']),
    ...(milliseconds > 2000 ? ['slower than 2 s'] : []),
  ];
  if (problems.length > 0) bad += 1;
  if (output !== undefined) writeFileSync(join(output, `${name}.txt`), run.stdout + run.stderr);
  const last = run.stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
  process.stdout.write(`${String(milliseconds).padStart(6)} ms  ${name}  ${last}${problems.length > 0 ? `  !! ${problems.join(', ')}` : ''}\n`);
}
process.stdout.write(`${bad} with problems\n`);
process.exitCode = bad > 0 ? 1 : 0;

/** Names, sizes and times of all files: the same before and after when nothing was written. */
function fingerprint(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const { size, mtimeMs } = statSync(path);
      return `${path} ${size} ${mtimeMs}`;
    }).sort().join('\n');
}
