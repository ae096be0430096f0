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

/** Runs git on a folder. A failure is a value. */
export async function git(folder: string, words: readonly string[], options: GitOptions = {}): Promise<GitRun> {
  const { bytes, ...run } = await gitBytes(folder, words, options);
  return { ...run, stdout: bytes.toString('utf8') };
}

/** The same where the answer is the content of files. */
export async function gitBytes(
  folder: string, words: readonly string[], { index, input, locale, asUser }: GitOptions = {},
): Promise<Omit<GitRun, 'stdout'> & { readonly bytes: Buffer }> {
  const { execa } = await import('execa');
  const environment = { ...UNSET, ...(asUser ? {} : NO_NETWORK), GIT_INDEX_FILE: index, ...(locale === undefined ? {} : { LC_ALL: locale }) };
  const { failed, stdout, stderr, code } = await execa('git', [...(asUser ? [] : CAREFUL), '-C', resolve(folder), ...words], {
    // Windows looks for programs in the folder it runs in first, and the scanned one must not answer for git.
    cwd: dirname(process.execPath),
    env: environment as NodeJS.ProcessEnv, // Node leaves out what is undefined
    reject: false, stripFinalNewline: false, encoding: 'buffer', maxBuffer: LONGEST_ANSWER, ...(input === undefined ? { stdin: 'ignore' } : { input }),
  });
  const bytes = stdout as Uint8Array;
  return {
    isDone: !failed, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    complaint: complaintIn(new TextDecoder().decode(stderr as Uint8Array)), isInstalled: code !== 'ENOENT',
  };
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
