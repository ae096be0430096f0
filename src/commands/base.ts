import { Command, Flags, type Config } from '@oclif/core';
import type { Paint } from '../reporters/paint.ts';
import { UsageError } from '../usage-error.ts';
import { wantsColour } from './colour.ts';

type FlagTables = Pick<typeof Command, 'baseFlags' | 'flags'>;

/** What all commands share: colour, width, and that nothing but results goes to stdout. Errors go up to `main`. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    color: Flags.boolean({ allowNo: true, description: 'colour the output, or not [variable: OPTIMIZE_COLOR; else only in a terminal]', helpGroup: 'GLOBAL' }),
    debug: Flags.boolean({ env: 'OPTIMIZE_DEBUG', description: 'print stacks and timings to stderr', helpGroup: 'GLOBAL' }),
  };

  /** What each exit code means, for the help; a command with a gate adds 1. */
  static exitCodes: Readonly<Record<number, string>> = { 0: 'fine', 2: 'it could not do its job: a wrong word, nothing to scan, a bug', 130: 'interrupted' };
  /** Files that it reads or writes by itself, for the help: path and what it is. */
  static files: readonly (readonly [string, string])[] = [];
  /** Commands to read next, for the help. */
  static seeAlso: readonly string[] = [];

  /** Runs the command without looking for plugins, of which there are none. */
  static async start<C extends BaseCommand>(this: (new (words: string[], config: Config) => C) & FlagTables, words: readonly string[], config: Config): Promise<void> {
    refuseValues(words, this);
    await new this([...words], config)._run();
  }

  /** True when this run colours stdout. */
  protected coloured(flag: boolean | undefined): boolean {
    return wantsColour(flag, process.env, process.stdout.isTTY);
  }

  /** The colours of stdout, or none. */
  protected async paint(flag: boolean | undefined): Promise<Paint> {
    const { colours, PLAIN } = await import('../reporters/paint.ts');
    return this.coloured(flag) ? colours() : PLAIN;
  }

  /** Columns to lay text out for: the terminal's, at least 40 and at most 120; 80 in a pipe. */
  protected width(): number {
    const columns = process.stdout.isTTY ? process.stdout.columns : 80;
    return Math.min(Math.max(columns || 80, 40), 120);
  }

  /** Writes a result; stdout gets nothing else. */
  protected print(text: string): void {
    process.stdout.write(text);
  }

  /** Writes a result and returns once it went out. Where it cannot go out the program ends instead, as `main` sees to it. */
  protected async printed(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      process.stdout.write(text, (error) => { if (error === null || error === undefined) resolve(); });
    });
  }

  /** What an interrupted run left is put right first, and said. */
  protected async recovered(dir: string): Promise<void> {
    const { recover } = await import('../apply/recover.ts');
    const { folderAt } = await import('../scan.ts');
    const found = await recover(folderAt(dir));
    if (found !== undefined) process.stderr.write(`${found}\n`);
  }

  /** The same for a run that writes nothing: what it shows is of files in between. */
  protected async foundInterrupted(dir: string): Promise<void> {
    const { findInterrupted } = await import('../apply/recover.ts');
    const { folderAt } = await import('../scan.ts');
    const found = await findInterrupted(folderAt(dir));
    if (found !== undefined) process.stderr.write(`${found}; \`optimize undo\` rolls it back\n`);
  }

  protected override async catch(error: Error): Promise<void> {
    throw error;
  }
}

/** Oclif takes `--json=1` for `--json 1`, and so for the name of a folder. */
function refuseValues(words: readonly string[], { baseFlags, flags }: FlagTables): void {
  const end = words.indexOf('--');
  for (const word of end === -1 ? words : words.slice(0, end)) {
    const [, prefix = '', name = ''] = /^--(no-)?([\w-]+)=/.exec(word) ?? [];
    const all: Readonly<Record<string, { readonly type?: string }>> = { ...baseFlags, ...flags };
    if ((all[prefix + name] ?? all[name])?.type === 'boolean') throw new UsageError(`--${prefix}${name} takes no value`, `write --${prefix}${name} alone, or leave it out`);
  }
}

/** The values of a flag that may be given several times; its variable holds them with commas between. */
export function listOf(values: readonly string[] | string | undefined): readonly string[] {
  const list = typeof values === 'string' ? [values] : values ?? [];
  return list.flatMap((value) => value.split(',')).map((value) => value.trim()).filter((value) => value !== '');
}

/** The facts that --assume states; its variable holds them one a line, because a value may hold commas. */
export function assumptionsOf(values: readonly string[] | string | undefined): readonly string[] {
  const list = typeof values === 'string' ? [values] : values ?? [];
  return list.flatMap((value) => value.split('\n')).filter((value) => value.trim() !== '');
}

/** True when somebody is there to answer: both streams are a terminal, and this is no CI. */
export function isAnswering(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && (process.env['CI'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}
