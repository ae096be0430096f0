import { flush, run, type Interfaces } from '@oclif/core';
import { fileURLToPath } from 'node:url';
import pjson from '../package.json' with { type: 'json' };
import { reportFailure } from './commands/failure.ts';

/** Runs the program on the words of a command line. Never throws: what goes wrong is said and ends in the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  process.stdout.on('error', leaveQuietly);
  process.on('uncaughtException', (error) => {
    reportFailure(error, words);
    process.exit();
  });
  try {
    await run([...words], { root: fileURLToPath(new URL('..', import.meta.url)), pjson: pjson as Interfaces.PJSON }); // JSON has no literal types
    await flush();
  } catch (error) {
    reportFailure(error, words);
  }
}

/** The reader of our output has gone (`optimize scan | head -1`): there is nobody left to tell. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
