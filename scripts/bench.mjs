// Time of start-up, a scan, a run of fixes and checks, interleaved in one run so that a busy machine slows both sides. Prints minimum, median and their ratio.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.BENCH_ROUNDS ?? 21);
const environment = { ...process.env, NO_COLOR: '1' };
delete environment.NODE_EXTRA_CA_CERTS; // Node 20 loads it at start, which is not ours to measure

const folder = mkdtempSync(join(tmpdir(), 'optimize-bench-'));
try {
  const project = join(folder, 'thirty-files');
  cpSync(join(root, 'test/projects/fastapi-railway'), project, { recursive: true });
  measure(project);
  monorepo(join(folder, 'monorepo'));
  prefilter(join(folder, 'real-files'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(project) {
  const bin = join(root, 'bin/run.js');
  const commands = [{ words: ['-e', '0'], code: 0 }, { words: [bin, 'scan', project], code: 0 }, { words: [bin, 'fix', project, '--dry-run', '--review'], code: 1 }];
  const [empty, scan, fix] = interleaved(commands, rounds);
  const files = readdirSync(project, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  print(`${rounds} interleaved rounds, Node ${process.version}, project of ${files} files`);
  print(`  node -e 0      min ${empty[0].toFixed(0)} ms  median ${median(empty).toFixed(0)} ms`);
  print(`  optimize scan  min ${scan[0].toFixed(0)} ms  median ${median(scan).toFixed(0)} ms`);
  print(`  optimize fix   min ${fix[0].toFixed(0)} ms  median ${median(fix).toFixed(0)} ms  (--dry-run --review)`);
  print(`  scan / node    min ${(scan[0] / empty[0]).toFixed(2)}  median ${(median(scan) / median(empty)).toFixed(2)}`);
  print(`  fix / scan     min ${(fix[0] / scan[0]).toFixed(2)}  median ${(median(fix) / median(scan)).toFixed(2)}`);
}

/** A check of one change in 10,000 files beside a scan of all of them. */
function monorepo(project) {
  const count = Math.min(rounds, 5);
  spawnSync(process.execPath, [join(root, 'scripts/make-monorepo.mjs'), project]);
  const git = (...words) => spawnSync('git', ['-C', project, ...words]);
  const check = (...words) => ({ words: [join(root, 'bin/run.js'), 'check', project, ...words], code: 0 });
  const changed = (path, line, command = check('--base', 'HEAD')) => ({
    ...command, before: () => { appendFileSync(join(project, path), line); git('add', '--all'); }, after: () => git('reset', '--hard', '--quiet'),
  });
  const commands = [
    { words: ['-e', '0'], code: 0 }, { words: [join(root, 'bin/run.js'), '--version'], code: 0 }, { words: [join(root, 'bin/run.js'), 'scan', project], code: 0 },
    changed('services/py000/app/modules/plain_2.py', '# A remark.\n'), changed('services/ts001/src/modules/plain-2.ts', '// A remark.\n'),
    changed('services/py000/app/core/database.py', '# A remark.\n'), changed('README.md', 'More.\n'),
    changed('services/py000/app/modules/plain_2.py', '# A remark.\n', check('--staged')),
  ];
  const names = ['node -e 0', 'optimize --version', 'optimize scan', 'check, one Python file', 'check, one TypeScript file', 'check, the pool', 'check, README', 'check --staged'];
  const times = interleaved(commands, count);
  const [, start, scan] = times;
  const { files, code, parsed } = measuresOf(project);
  print(`${count} interleaved rounds, monorepo of 50 services and 10,000 files; beside scan, and without start-up`);
  print(`  scan: ${Math.round((files / median(scan)) * 1000)} files a second, ${parsed} of ${code} files of code parsed (${((100 * parsed) / code).toFixed(1)} %)`);
  for (const [index, list] of times.entries()) {
    const ratio = (each) => `${(each(list) / each(scan)).toFixed(2)} ${((each(list) - each(start)) / (each(scan) - each(start))).toFixed(2)}`;
    const ratios = index < 3 ? '' : `  / scan: min ${ratio(([least]) => least)}  median ${ratio(median)}`;
    print(`  ${names[index].padEnd(26)} min ${list[0].toFixed(0)} ms  median ${median(list).toFixed(0)} ms${ratios}`);
  }
}

/** What a scan says of itself: `9965 files, 9854 of code, 2053 parsed, 1689 ms`. */
function measuresOf(project) {
  const { stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), 'scan', project, '--debug'], { env: environment, encoding: 'utf8' });
  const [files, code, parsed] = /(\d+) files, (\d+) of code, (\d+) parsed/.exec(stderr)?.slice(1).map(Number) ?? [];
  if (parsed === undefined) throw new Error(`a scan does not say what it read:\n${stderr}`);
  return { files, code, parsed };
}

/** Sorted times of each command, whose rounds take turns. */
function interleaved(commands, count) {
  const times = commands.map(() => []);
  for (let round = 0; round < count; round += 1) {
    for (const [index, command] of commands.entries()) {
      command.before?.();
      times[index].push(timeOf(command));
      command.after?.();
    }
  }
  return times.map((list) => list.sort((a, b) => a - b));
}

/** 2,000 code files that nobody wrote for us: Python's library and the sources of our dependencies. */
function prefilter(project) {
  const library = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' }).stdout.trim();
  const python = library === '' ? [] : codeFiles(library, /\.py$/).slice(0, 1000);
  const node = codeFiles(join(root, 'node_modules'), /\.[cm]?[jt]s$/).slice(0, 2000 - python.length);
  mkdirSync(join(project, 'src'), { recursive: true });
  writeFileSync(join(project, 'requirements.txt'), 'fastapi\nuvicorn\n');
  writeFileSync(join(project, 'main.py'), 'from fastapi import FastAPI\n\napp = FastAPI()\n');
  for (const [index, path] of [...python, ...node].entries()) {
    cpSync(path, join(project, 'src', `${index}-${path.replace(/^.*[\\/]/, '')}`));
  }
  const { stderr, status } = spawnSync(process.execPath, [join(root, 'bin/run.js'), 'scan', project, '--debug'], { env: environment, encoding: 'utf8' });
  print(`${python.length + node.length} real code files, exit code ${status}`);
  print(`  ${stderr.trim().split('\n').at(-1)}`);
}

function codeFiles(folder, pattern) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/** Milliseconds until a command ended, as it must. */
function timeOf({ words, code }) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, words, { env: environment, stdio: 'ignore' });
  if (status !== code) throw new Error(`${words.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(sorted) {
  return sorted[Math.floor(sorted.length / 2)];
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
