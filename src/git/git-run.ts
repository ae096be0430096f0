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
export async function git(folder: string, words: readonly string[], { index, input, locale, asUser }: GitOptions = {}): Promise<GitRun> {
  const { execa } = await import('execa');
  const environment = { ...UNSET, GIT_INDEX_FILE: index, ...(locale === undefined ? {} : { LC_ALL: locale }) };
  const { failed, stdout, stderr, code } = await execa('git', [...(asUser ? [] : CAREFUL), '-C', resolve(folder), ...words], {
    // Windows looks for programs in the folder it runs in first, and the scanned one must not answer for git.
    cwd: dirname(process.execPath),
    env: environment as NodeJS.ProcessEnv, // Node leaves out what is undefined
    reject: false, stripFinalNewline: false, ...(input === undefined ? { stdin: 'ignore' } : { input }),
  });
  return { isDone: !failed, stdout, complaint: complaintIn(stderr), isInstalled: code !== 'ENOENT' };
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
