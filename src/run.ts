import { Config, flush, run, type Interfaces } from '@oclif/core';
import { fileURLToPath } from 'node:url';
import pjson from '../package.json' with { type: 'json' };
import { reportFailure } from './commands/failure.ts';

const HELP_WORDS = ['--help', '-h', 'help'];

/** Runs the program on the words of a command line. Never throws: what goes wrong is said and ends in the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  process.stdout.on('error', leaveQuietly);
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

/** Runs a command of ours at once. Help, versions and unknown words are left to oclif, which looks for plugins and hooks first. */
async function ranCommand(line: readonly string[]): Promise<boolean> {
  const { COMMANDS } = await import('./commands/commands.ts');
  const count = [1, 2].find((each) => Object.hasOwn(COMMANDS, line.slice(0, each).join(':')));
  if (count === undefined || line.slice(count).some((word) => HELP_WORDS.includes(word))) return false;
  const name = line.slice(0, count).join(':');
  const words = line.slice(count);
  const config = new Config(options());
  const noHooks = async () => ({ successes: [], failures: [] });
  Object.assign(config, { name: pjson.name, bin: pjson.oclif.bin, version: pjson.version, pjson, runHook: noHooks });
  await COMMANDS[name as keyof typeof COMMANDS].start(words, config);
  return true;
}

/** The reader of our output has gone (`optimize scan | head -1`): there is nobody left to tell. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
