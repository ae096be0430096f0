import { relative, resolve, sep } from 'node:path';
import type { AskOptions } from './ask-railway.ts';
import { textAt } from './discover/text-at.ts';
import { stateIn } from './live-export.ts';
import type { LiveState } from './model/live-state.ts';
import type { ScanOptions } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** Where the platform's word comes from by a flag: from a file that `optimize railway pull` wrote, or from Railway itself. */
export type LiveChoice = { readonly kind: 'file'; readonly path: string } | ({ readonly kind: 'ask' } & AskOptions);

/** What the platform says for a scan of a folder, by a flag. A UsageError where it cannot be had: a scan that was told to ask does not go on without. */
export async function liveBy(dir: string, choice: LiveChoice): Promise<Pick<ScanOptions, 'live' | 'liveFile'>> {
  if (choice.kind === 'file') return liveFrom(dir, choice.path);
  try {
    const { askRailway } = await import('./ask-railway.ts');
    const { state } = await askRailway(dir, choice);
    return { live: state };
  } catch (error) {
    if (!(error instanceof UsageError) || !error.code.startsWith('railway-')) throw error;
    throw new UsageError(error.message, `${error.hint}; without --live nobody is asked, and --live-from FILE reads what \`optimize railway pull\` wrote`, error.code);
  }
}

/** What a file says that `optimize railway pull` wrote, and where that lies below the folder of a scan. A UsageError where it is no such file. */
export async function liveFrom(dir: string, path: string): Promise<{ readonly live: LiveState; readonly liveFile: string }> {
  return { live: await stateIn(textAt(path)), liveFile: relative(resolve(dir), resolve(path)).split(sep).join('/') };
}
