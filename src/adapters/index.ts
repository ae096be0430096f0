import type { Adapter } from './adapter.ts';
import { nixpacks } from './nixpacks.ts';
import { procfile } from './procfile.ts';
import { railpack } from './railpack.ts';
import { railwayJson, railwayToml } from './railway-config.ts';
import { railwayTs } from './railway-ts.ts';

/**
 * Every kind of file that is read into statements. The order is the documented precedence: where two files state the same fact and
 * nothing else decides, the one that stands first here counts.
 */
export const ADAPTERS: readonly Adapter[] = [
  // What the platform is told.
  railwayTs,
  railwayToml,
  railwayJson,
  // What the builder is told.
  railpack,
  nixpacks,
  procfile,
  // Images, other platforms, manifests, examples.
];
