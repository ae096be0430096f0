import { Errors } from '@oclif/core';
import { shown } from '../reporters/text/width.ts';
import { UsageError } from '../usage-error.ts';
import { isOn, isReadByProgram } from './wanted-formats.ts';

/** Exit code for a run that could not do its job; 1 is kept for findings. */
const FAILED = 2;
/** Exit code for a run that a person broke off. */
const INTERRUPTED = 130;

/** What is said about an error: a code for programs, a line for people, and what to do. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

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
  if (wantsStack && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}

/** Names and values of the project's files stand in messages: no control characters, no passwords of URLs. */
function printable({ code, message, hint }: Failure): Failure {
  return { code, message: shown(message), hint: shown(hint) };
}

function failureOf(error: unknown, words: readonly string[]): Failure {
  if (error instanceof UsageError) return { code: error.code, message: firstLine(error.message), hint: error.hint };
  if (error instanceof Errors.CLIError) return usageFailure(error, words);
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `optimize failed: ${firstLine(message)}`, hint: 'this is a bug in optimize; the same command with --debug prints where' };
}

/** What oclif says about words that it does not understand, in our words where its own are unclear. */
function usageFailure(error: Error, words: readonly string[]): Failure {
  const message = firstLine(withoutHead(error.message));
  const [, unknown] = /^command (.+) not found$/.exec(message) ?? [];
  if (unknown !== undefined) return { code: 'unknown-command', message: `there is no command ${unknown.replaceAll(':', ' ')}`, hint: '`optimize --help` lists the commands' };
  const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'));
  const command = first === 'migrate' ? `${first} ${second}` : first;
  return { code: 'usage', message: sentence(message), hint: `\`optimize ${command} --help\` lists what it takes` };
}

/** Flags that do not go together come below a line that says so, and so does what is wrong with a value. */
function withoutHead(message: string): string {
  // oxlint-disable-next-line no-control-regex -- oclif colours this text
  return message.replaceAll(/\u001b\[\d+m/g, '').replace(/^The following errors? occurred:\s+/, '').replace(/^Parsing (--[\w-]+)\s+Expected /, '$1: expected ');
}

function sentence(message: string): string {
  return message.replace(/^Nonexistent flag: /, 'there is no flag ').replace(/^Nonexistent flags: /, 'there are no flags ')
    .replace(/^Unexpected argument: /, 'there is nothing to do with the word ').replace(/^Unexpected arguments: /, 'there is nothing to do with the words ')
    .replace(/^(--[\w-]+)(?:=.*)? cannot also be provided when using (--[\w-]+)$/, '$1 and $2 do not go together')
    .replace(/^Expected /, 'expected ');
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
