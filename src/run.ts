import { Config, flush, run, type Interfaces } from '@oclif/core';
import { fileURLToPath } from 'node:url';
import pjson from '../package.json' with { type: 'json' };
import { reasonOf } from './apply/reasons.ts';
import { reportFailure, reportUnwritable } from './commands/failure.ts';

const HELP_WORDS = ['--help', '-h'];

/** Runs the program on the words of a command line. Never throws: what goes wrong is said and ends in the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  process.stdout.prependListener('error', leave); // before that of oclif, which throws
  process.stderr.on('error', () => undefined); // there is no place left to say that
  process.on('uncaughtException', (error) => {
    reportFailure(error, words);
    process.exit();
  });
  try {
    if (!(await ranCommand(words))) await run([...words], options());
    await flush();
  } catch (error) {
    reportFailure(error, words);
  }
}

function options(): { readonly root: string; readonly pjson: Interfaces.PJSON } {
  return { root: fileURLToPath(new URL('..', import.meta.url)), pjson: pjson as Interfaces.PJSON }; // JSON has no literal types
}

/** Runs a command of ours at once. Versions and unknown words are left to oclif, which looks for plugins and hooks first. */
async function ranCommand(line: readonly string[]): Promise<boolean> {
  const { COMMANDS } = await import('./commands/commands.ts');
  const [name, ...words] = asHelp(line, Object.keys(COMMANDS)) ?? named(line, Object.keys(COMMANDS)) ?? [];
  if (name === undefined) return false;
  const config = new Config(options());
  const noHooks = async () => ({ successes: [], failures: [] });
  Object.assign(config, { name: pjson.name, bin: pjson.oclif.bin, version: pjson.version, pjson, runHook: noHooks });
  await COMMANDS[name as keyof typeof COMMANDS].start(words, config);
  return true;
}

/** The command that a line names, as the table calls it, and the words behind it. */
function named(line: readonly string[], names: readonly string[]): readonly string[] | undefined {
  const count = [1, 2].find((each) => names.includes(line.slice(0, each).join(':')));
  return count === undefined ? undefined : [line.slice(0, count).join(':'), ...line.slice(count)];
}

/** The same line as one of the command `help`, where that is what it asks for: no words, --help, or the first word of several commands alone. */
function asHelp(line: readonly string[], names: readonly string[]): readonly string[] | undefined {
  const end = line.indexOf('--');
  const asks = (end === -1 ? line : line.slice(0, end)).some((word) => HELP_WORDS.includes(word));
  const [first = ''] = line;
  const isTopic = line.length === 1 && !names.includes(first) && names.some((name) => name.startsWith(`${first}:`));
  if (line.length > 0 && !asks && !isTopic) return undefined;
  const [name] = named(line, names) ?? [];
  const words = name?.split(':') ?? line.slice(0, 2).filter((word) => !word.startsWith('-'));
  return ['help', ...words, ...line.filter((word) => /^--(?:no-)?color$/.test(word))];
}

/** Stdout cannot be written. Where its reader has gone (`optimize scan | head -1`) there is nobody left to tell. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') reportUnwritable(reasonOf(error));
  process.exit();
}
