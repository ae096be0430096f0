import { NO_CONFIG, type Config } from '../config/config.ts';
import type { FileTree } from './file-tree.ts';

/** Which configuration file counts: the one that is found, the one that a flag names (from the project root), or none. */
export type ConfigChoice = { readonly kind: 'found' } | { readonly kind: 'named'; readonly path: string } | { readonly kind: 'none' };

/** The configuration of a project. A UsageError names file, line and what is wrong with it. */
export async function findConfig(_files: FileTree, _choice: ConfigChoice = { kind: 'found' }): Promise<Config> {
  return NO_CONFIG;
}
