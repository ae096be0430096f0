import type { ImageCommand, ImageInstruction } from '#rule';
import { plainWords, type Ran } from './image.ts';

const OFF = /^(?:0|false|off|no|n|)$/i;
/** `--no-cache-dir`, or as much of it as tells it from the others: pip's parser takes the beginning of an option for the option. https://docs.python.org/3/library/optparse.html */
const isWithoutCache = (word: string): boolean => word.length >= '--no-ca'.length && '--no-cache-dir'.startsWith(word);

/** Folders in which pip keeps what it downloads. */
export const PIP_CACHE = /\.cache|pip/;

/** True for `pip install`, whatever it installs. */
export function isPipInstall(command: ImageCommand): boolean {
  const [program = '', verb] = plainWords(command);
  return /^pip[\d.]*$/.test(program) && verb === 'install';
}

/** Whether an install leaves its downloads behind: neither an option nor a command of its RUN says otherwise. */
export function keepsCache({ command, run }: Ran): boolean {
  if (command.words.some((word) => isWithoutCache(word) || word.startsWith('--cache-dir'))) return false;
  return !run.commands.some(({ words }) => (words.includes('cache') && words.includes('purge')) || (words.includes('rm') && words.some((word) => word.includes('.cache'))));
}

/** `ENV PIP_NO_CACHE_DIR=1`, or a configuration of pip that is made in the image. */
export function switchesCacheOff(instruction: ImageInstruction): boolean {
  if (instruction.variables.some(({ name, value }) => name === 'PIP_NO_CACHE_DIR' && !OFF.test(value ?? 'set'))) return true;
  return instruction.commands.some((command) => plainWords(command)[1] === 'config' && command.words.some((word) => word.includes('no-cache-dir')));
}
