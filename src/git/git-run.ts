import { execFile, type ChildProcess } from 'node:child_process';
import { dirname, resolve } from 'node:path';

/** What a run of git gave. */
export interface GitRun {
  readonly isDone: boolean;
  readonly stdout: string;
  /** The first line of what git said about a failure, without its "fatal: ". */
  readonly complaint: string;
  /** False where no git is installed. */
  readonly isInstalled: boolean;
}

/**
 * Variables that point git at another repository than the folder's. A hook that runs this program sets some of them, relative to
 * a folder that is not ours: https://git-scm.com/docs/githooks#_description
 */
const ELSEWHERE = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY', 'GIT_NAMESPACE'];
const UNSET = Object.fromEntries(ELSEWHERE.map((name) => [name, undefined]));

/** Names of files are never patterns, no program that the repository's configuration names watches files, the index is not refreshed. */
const CAREFUL = ['--literal-pathspecs', '--no-optional-locks', '-c', 'core.fsmonitor=false'];
/**
 * What a partial clone left out stays out: no protocol is allowed, whichever git this is; newer ones say so at once.
 * https://git-scm.com/docs/git#Documentation/git.txt-GITALLOWPROTOCOL, https://git-scm.com/docs/git#Documentation/git.txt-GITNOLAZYFETCH
 */
const NO_NETWORK = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
const LONGEST_ANSWER = 1_000_000_000;

/** How git is run. */
interface GitOptions {
  /** Another index than the repository's own. */
  readonly index?: string | undefined;
  readonly input?: Uint8Array;
  /** `C` where the program reads what git says to people. */
  readonly locale?: 'C';
  /** True for what the user could have typed: hooks of theirs run, and find git as they know it. */
  readonly asUser?: true;
}

/** The same where the answer is the content of files. */
type GitAnswer = Omit<GitRun, 'stdout'> & { readonly bytes: Buffer };

/** Runs that have not ended. When this program ends, interrupted say, they end too. */
const RUNNING = new Set<ChildProcess>();

function endWithUs(child: ChildProcess): void {
  if (RUNNING.size === 0 && !process.listeners('exit').includes(endRunning)) process.on('exit', endRunning);
  RUNNING.add(child);
}

function endRunning(): void {
  for (const child of RUNNING) child.kill();
}

/** Runs git on a folder. A failure is a value. */
export async function git(folder: string, words: readonly string[], options: GitOptions = {}): Promise<GitRun> {
  const { bytes, ...run } = await gitBytes(folder, words, options);
  return { ...run, stdout: bytes.toString('utf8') };
}

/** The same for bytes. */
export async function gitBytes(
  folder: string, words: readonly string[], { index, input, locale, asUser }: GitOptions = {},
): Promise<GitAnswer> {
  const environment = { ...process.env, ...UNSET, ...(asUser ? {} : NO_NETWORK), GIT_INDEX_FILE: index, ...(locale === undefined ? {} : { LC_ALL: locale }) };
  // Windows looks for programs in the folder it runs in first, and the scanned one must not answer for git.
  const options = { cwd: dirname(process.execPath), env: environment, encoding: 'buffer', maxBuffer: LONGEST_ANSWER, windowsHide: true } as const;
  return new Promise<GitAnswer>((settle) => {
    const child = execFile('git', [...(asUser ? [] : CAREFUL), '-C', resolve(folder), ...words], options, (error, bytes, stderr) => {
      RUNNING.delete(child);
      settle({ isDone: error === null, bytes, complaint: complaintIn(stderr.toString('utf8')), isInstalled: error?.code !== 'ENOENT' });
    });
    endWithUs(child);
    child.stdin?.on('error', () => undefined); // git may end before it has read everything
    child.stdin?.end(input);
  }).catch((error: unknown) => ({ isDone: false, bytes: Buffer.alloc(0), complaint: String(error), isInstalled: true })); // more words than the system takes
}

/** The parts of an answer that git was asked to end with zero bytes. */
export function partsOf(answer: string): readonly string[] {
  return answer.split('\0').filter((part) => part !== '');
}

/** Git says hints and warnings first; what stopped it begins with `fatal:` or `error:`. */
function complaintIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const line = lines.find((each) => /^(fatal|error): /.test(each)) ?? lines.at(-1) ?? '';
  return line.replace(/^(fatal|error): /, '');
}
