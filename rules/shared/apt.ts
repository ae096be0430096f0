import type { ImageInstruction } from '#rule';
import { plainWords } from './image.ts';

/** The folder of apt's package index, in a mount. */
export const APT_LISTS = /\/var\/lib\/apt/;
/** What removes the package index. */
export const REMOVE_LISTS = 'rm -rf /var/lib/apt/lists/*';

/** Whether a RUN runs apt with this verb: `update`, `install`. */
export function runsApt(run: ImageInstruction, verb: string): boolean {
  return run.commands.some((command) => {
    const [program = '', ...rest] = plainWords(command);
    return /^(?:apt|apt-get|aptitude)$/.test(program) && rest.find((word) => !word.startsWith('-')) === verb;
  });
}

/** Whether a RUN removes the package index again. */
export function removesLists(run: ImageInstruction): boolean {
  return run.commands.some(({ words }) => words.includes('rm') && words.some((word) => word.includes('/var/lib/apt') || word === '/var/lib/*' || word.startsWith('/var/lib/{apt')));
}
