import { Command, Errors, Flags } from '@oclif/core';
import { UsageError } from '../usage-error.ts';
import { wantsColour } from './colour.ts';

/** Exit code for a command that could not do its job; 1 is kept for findings. */
const FAILED = 2;

/** What all commands share: colour, and errors that end in exit code 2 with the right output. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    color: Flags.boolean({ allowNo: true, description: 'colour the output (else: only in a terminal)', helpGroup: 'GLOBAL' }),
    debug: Flags.boolean({ env: 'OPTIMIZE_DEBUG', description: 'print stacks and timings to stderr', helpGroup: 'GLOBAL' }),
  };

  /** True when stdout must hold one JSON document and nothing else. */
  protected machineOutput(): boolean {
    const { argv } = this;
    return argv.includes('--json') || argv.some((word, index) => word === '--format=json' || (word === 'json' && argv[index - 1] === '--format'));
  }

  /** True when this run colours stdout. */
  protected coloured(flag: boolean | undefined): boolean {
    return wantsColour(flag, process.env, process.stdout.isTTY);
  }

  /** Columns to lay text out for: the terminal's, at most 120; 80 in a pipe. */
  protected width(): number {
    const columns = process.stdout.isTTY ? process.stdout.columns : 80;
    return Math.min(Math.max(columns || 80, 40), 120);
  }

  /** Writes a result; stdout gets nothing else. */
  protected print(text: string): void {
    process.stdout.write(text);
  }

  /** Every error ends here: mistakes of the user in one line, everything else with what helps to report it. */
  protected override async catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError) throw error;
    process.exitCode = FAILED;
    const failure = failureOf(error, this.id ?? '');
    if (this.machineOutput()) this.print(`${JSON.stringify({ ok: false, error: failure })}\n`);
    process.stderr.write(`${failure.message}\n${failure.hint}\n`);
    const wantsStack = process.env['OPTIMIZE_DEBUG'] !== undefined || this.argv.includes('--debug');
    if (wantsStack) process.stderr.write(`${error.stack ?? ''}\n`);
  }
}

/** What is said about an error: a code for programs, a line for people, and what to do. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function failureOf(error: Error, command: string): Failure {
  if (error instanceof UsageError) return { code: error.code, message: firstLine(error.message), hint: error.hint };
  if (error instanceof Errors.CLIError) return { code: 'usage', message: firstLine(error.message), hint: `optimize ${command} --help lists the flags` };
  return { code: 'internal', message: `optimize failed: ${firstLine(error.message)}`, hint: 'this is a bug; --debug prints where' };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
