import { childEnvironment } from './child-environment.ts';
import { envelopeIn, failureOf, noAnswer } from './failures.ts';
import type { RailwayCli } from './railway-cli.ts';
import { runProgram } from './run-program.ts';

/** One call of the CLI. */
export interface CliCall {
  /** Its words, without the program. No value of a variable and no token: other users of the machine see them. */
  readonly words: readonly string[];
  /** The folder that it runs in: what is linked depends on it. */
  readonly cwd: string;
  /** What it reads on stdin. */
  readonly input?: string;
  /** Milliseconds; 60 000 by default. */
  readonly timeout?: number | undefined;
  /** Variables of this call: ids, nothing secret. */
  readonly environment?: Readonly<Record<string, string>>;
  /** True for a call that changes something: a first Ctrl-C waits until it has ended. */
  readonly finishes?: true;
  /** True for a command that prints its answer also where it then ends with 1. */
  readonly answersWithFailure?: true;
}

const TIMEOUT = 60_000;

/** Runs the CLI and gives what it printed on stdout. A UsageError says what went wrong and what to do; it holds nothing of what the CLI was given. */
export async function runCli(cli: RailwayCli, { words, cwd, input, timeout = TIMEOUT, environment, finishes, answersWithFailure }: CliCall): Promise<string> {
  const end = await runProgram({ path: cli.path, words, cwd, input, timeout, finishes, environment: childEnvironment(timeout, environment) });
  if (end.kind !== 'ended' || end.signal !== undefined) throw noAnswer(end, { words, path: cli.path, timeout });
  const isAnswer = end.code === 0 || (answersWithFailure === true && end.code === 1 && end.stdout.trim() !== '' && envelopeIn(end.stdout) === undefined);
  if (!isAnswer) throw failureOf(end, { words, input });
  return end.stdout;
}
