import type { Adapter } from './adapter.ts';
import { appJson } from './app-json.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { envExample } from './env-example.ts';
import { fly } from './fly.ts';
import { herokuYml } from './heroku-yml.ts';
import { nixpacks } from './nixpacks.ts';
import { pgbouncer } from './pgbouncer.ts';
import { postgresqlConf } from './postgresql-conf.ts';
import { procfile } from './procfile.ts';
import { railpack } from './railpack.ts';
import { railwayJson, railwayToml } from './railway-config.ts';
import { railwayTs } from './railway-ts.ts';
import { render } from './render.ts';

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
  // Images, other platforms, a developer's machine, examples. Manifests are read by `manifests.ts`, for the one that is installed from.
  dockerfile,
  render,
  fly,
  herokuYml,
  appJson,
  compose,
  pgbouncer,
  postgresqlConf,
  envExample,
];
