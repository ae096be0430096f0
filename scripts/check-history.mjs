// Runs `optimize check` over the last commits of a repository that touched its configuration, each against its parent, and prints one line
// a commit with what it says. Nothing is checked out. Usage: node scripts/check-history.mjs REPOSITORY [COUNT] [FOLDER]
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const [repository = '.', count = '50', folder = ''] = process.argv.slice(2);
/** Names of files that configure a deployment. */
const FILES = [
  'Procfile', 'railway.*', '.railway/railway.ts', 'nixpacks.toml', 'railpack.json', 'Dockerfile', '.dockerignore', 'fly.toml', 'render.yaml', 'heroku.yml', 'app.json',
  'docker-compose*.yml', 'compose.y*ml', 'gunicorn*.py', 'requirements*.txt', 'pyproject.toml', 'Pipfile', 'package.json', 'runtime.txt', '.python-version', '.nvmrc', '.node-version',
];
const patterns = FILES.map((name) => `:(glob)**/${name}`);

function git(...words) {
  const { stdout, status, stderr } = spawnSync('git', ['-C', repository, ...words], { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const commits = git('log', '--no-merges', `--max-count=${count}`, '--format=%H %cs %s', 'HEAD', '--', ...patterns).trim().split('\n').filter((line) => line !== '');
const totals = { passed: 0, failed: 0, errors: 0 };
let milliseconds = 0;
for (const line of commits) {
  const [, commit, day, subject] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
  const started = process.hrtime.bigint();
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'check', join(resolve(repository), folder), '--base', `${commit}^`, '--head', commit, '--json'], { encoding: 'utf8', maxBuffer: 1e9, timeout: 120_000 });
  milliseconds += Number(process.hrtime.bigint() - started) / 1e6;
  print(`${commit.slice(0, 9)} ${day} ${verdictOf(status, stdout, stderr)}  ${subject.slice(0, 70)}`);
}
print(`${commits.length} commits: ${totals.passed} passed, ${totals.failed} failed, ${totals.errors} errors; ${Math.round(milliseconds / commits.length)} ms each`);

function verdictOf(status, stdout, stderr) {
  if (status !== 0 && status !== 1) {
    totals.errors += 1;
    return `error ${status} ${stderr.split('\n')[0]}`;
  }
  const check = JSON.parse(stdout);
  totals[check.passed ? 'passed' : 'failed'] += 1;
  const names = (sign, list) => list.map(({ rule, service, location }) => `\n      ${sign} ${rule} in ${service} ${location?.file ?? ''}:${location?.start?.line ?? ''}`).join('');
  const moves = check.moves.map(({ points, rule, service, because }) => `\n      ${points} ${rule} in ${service}${because === undefined ? '' : `: ${because}`}`).join('');
  const services = check.services.filter(({ state }) => state !== 'kept').map(({ name, state, formerName }) => `\n      ${formerName ?? ''} ${state} ${name}`).join('');
  return `${check.passed ? 'passed' : 'FAILED'}${services}${moves}${names('new', check.new)}${names('fixed', check.fixed)}`;
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
