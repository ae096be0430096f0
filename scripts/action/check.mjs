// Runs the check and leaves its documents where the next steps find them. Its exit code is an output: the last step ends with it, so that
// findings are handed over and commented on first.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { PROGRAM = '', FOLDER = '.', BASE = '', BEFORE = '', FAIL_ON = '', MAX_DROP = '', MIN_SCORE = '', RUNNER_TEMP = '', GITHUB_OUTPUT = '', GITHUB_BASE_REF = '' } = process.env;

mkdirSync(RUNNER_TEMP, { recursive: true });
const folder = mkdtempSync(join(RUNNER_TEMP, 'optimize-'));
const documents = { sarif: join(folder, 'optimize.sarif'), markdown: join(folder, 'comment.md'), report: join(folder, 'report.json') };

const code = runProgram();
const report = readReport();
say('code', String(code));
say('passed', String(code === 0));
say('score', report?.score?.after?.value ?? report?.score?.value ?? ''); // of a check, of a scan
for (const [name, path] of Object.entries(documents)) say(name, existsSync(path) ? path : '');

/** Compares where there is something to compare with. The first push of a branch, a schedule or a start by hand only scan. */
function runProgram() {
  const base = BASE === '' && GITHUB_BASE_REF === '' ? commitBefore() : BASE;
  const compares = base !== '' || GITHUB_BASE_REF !== '';
  const flags = [
    ...flag('--base', compares ? base : ''), ...flag('--fail-on', compares || FAIL_ON !== 'never' ? FAIL_ON : ''), ...flag('--max-drop', compares ? MAX_DROP : ''),
    ...flag('--min-score', MIN_SCORE),
    '--format', 'text', '--format', `sarif:${documents.sarif}`, '--format', `markdown:${documents.markdown}`, '--format', `json:${documents.report}`,
  ];
  const { status } = spawnSync(process.execPath, [PROGRAM, compares ? 'check' : 'scan', ...flags, '--', FOLDER], { stdio: ['ignore', 'inherit', 'inherit'] });
  return status ?? 2;
}

/** The commit before a push. A new branch has none (zeros), and after a forced push it may be gone. */
function commitBefore() {
  if (!/^[0-9a-f]{40,64}$/.test(BEFORE) || /^0+$/.test(BEFORE)) return '';
  const { status } = spawnSync('git', ['-C', FOLDER, 'cat-file', '-e', `${BEFORE}^{commit}`], { stdio: 'ignore' });
  return status === 0 ? BEFORE : '';
}

/** An empty input is not given, so that the configuration file decides. */
function flag(name, value) {
  return value === '' ? [] : [`${name}=${value}`];
}

function readReport() {
  try {
    return JSON.parse(readFileSync(documents.report, 'utf8'));
  } catch {
    return undefined; // the program has said what is wrong
  }
}

function say(name, value) {
  appendFileSync(GITHUB_OUTPUT, `${name}=${value}\n`);
}
