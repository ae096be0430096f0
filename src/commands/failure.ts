import { Errors } from '@oclif/core';
import { redact } from '../reporters/redact.ts';
import { shown } from '../reporters/text/width.ts';
import { UsageError } from '../usage-error.ts';
import { lineMistake, type Failure } from './line-mistake.ts';
import { isOn, isReadByProgram } from './wanted-formats.ts';

/** Exit code for a run that could not do its job; 1 is kept for findings. */
const FAILED = 2;
/** Exit code for a run that a person broke off. */
const INTERRUPTED = 130;

/** Every error ends here: one line that says what is wrong and one that says what to do; a stack only with --debug. */
export function reportFailure(error: unknown, words: readonly string[]): void {
  if (error instanceof Errors.ExitError) {
    process.exitCode = error.oclif.exit ?? 0;
    return;
  }
  if (error instanceof Error && error.name === 'ExitPromptError') { // Ctrl-C at a question; nothing is written before the last one
    process.exitCode = INTERRUPTED;
    process.stderr.write('nothing is written\n');
    return;
  }
  process.exitCode = FAILED;
  const failure = printable(failureOf(error, words));
  if (isReadByProgram(words, process.env)) process.stdout.write(`${JSON.stringify({ ok: false, error: failure })}\n`);
  process.stderr.write(`${failure.message}\n${failure.hint}\n`);
  const wantsStack = isOn(process.env['OPTIMIZE_DEBUG']) || words.includes('--debug');
  if (wantsStack && error instanceof Error) process.stderr.write(`${redact(error.stack ?? '')}\n`);
}

/** Stdout takes no more: what stands there is no whole document, and nothing is added to it. */
export function reportUnwritable(because: string): void {
  process.exitCode = FAILED;
  process.stderr.write(`the result cannot be written to stdout: ${because}\nmake room, or send it elsewhere\n`);
}

/** Names and values of the project's files stand in messages: no control characters, no passwords of URLs. */
function printable({ code, message, hint }: Failure): Failure {
  return { code, message: shown(message), hint: shown(hint) };
}

function failureOf(error: unknown, words: readonly string[]): Failure {
  if (error instanceof UsageError) return { code: error.code, message: firstLine(error.message), hint: error.hint };
  if (error instanceof Errors.CLIError) return lineMistake(error, words);
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `optimize failed: ${firstLine(message)}`, hint: 'this is a bug in optimize; the same command with --debug prints where' };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
