import { relative, resolve } from 'node:path';
import type { ConfigChoice } from './discover/find-config.ts';

/** Which configuration `--config` and `--no-config` ask for. A file is named from the current folder, as a shell completes it. */
export function configChoice(dir: string, flags: { readonly config?: string | undefined; readonly 'no-config'?: boolean | undefined }): ConfigChoice {
  if (flags['no-config'] === true) return { kind: 'none' };
  if (flags.config === undefined) return { kind: 'found' };
  return { kind: 'named', path: relative(resolve(dir), resolve(flags.config)).replaceAll('\\', '/') };
}
