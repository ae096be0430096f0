import { absentLive, type Absent } from '../model/fact.ts';
import type { LiveInput } from '../model/live-state.ts';
import { placeAt } from './place-at.ts';

/** What Railway itself gives every process. https://docs.railway.com/variables/reference#railway-provided-variables */
const OF_PLATFORM = /^(?:RAILWAY_|PORT$)/;
/** What the system, a shell, an image of a language or a builder sets. */
const OF_IMAGE = new RegExp(`^(?:${[
  '_', 'PATH', 'HOME', 'HOSTNAME', 'PWD', 'OLDPWD', 'SHLVL', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TZ', 'LANG', 'LANGUAGE', 'LC_\\w+', 'TMPDIR', 'CI', 'GPG_KEY', 'SSL_CERT_(?:FILE|DIR)', 'LD_\\w+',
  'PYTHON\\w*', 'PIP_\\w+', 'UV_\\w+', 'POETRY_\\w+', 'PDM_\\w+', 'PIPENV_\\w+', 'VIRTUAL_ENV', 'NODE_\\w+', 'NPM_\\w+', 'npm_\\w+', 'YARN_\\w+', 'PNPM_\\w+', 'COREPACK_\\w+', 'BUN_\\w+', 'DENO_\\w+',
  'GO\\w*', 'CARGO_\\w+', 'RUST\\w*', 'JAVA_\\w+', 'MAVEN_\\w+', 'GRADLE_\\w+', 'RUBY\\w*', 'GEM_\\w+', 'BUNDLE\\w*', 'RACK_ENV', 'RAILS_\\w+', 'MALLOC_\\w+', 'PHP\\w*', 'COMPOSER_\\w+', 'MIX_\\w+',
  'ELIXIR_\\w+', 'ERL_\\w+', 'DOTNET_\\w+', 'ASPNETCORE_\\w+', 'MISE_\\w+', 'NIXPACKS_\\w+', 'RAILPACK_\\w+', 'NIX_\\w+',
].join('|')})$`);

/**
 * Tells of a variable whether it is certainly not set: not on the platform, and by no image. Undefined of one that may be. `isAssigned`
 * is true for a variable that a file of the project may set before the program reads it.
 */
export function unsetVariables({ state, service }: LiveInput, isAssigned: (name: string) => boolean): (name: string) => Absent | undefined {
  const set = new Set(service.variables.map(({ name }) => name));
  return (name) => {
    if (set.has(name) || OF_PLATFORM.test(name) || OF_IMAGE.test(name) || isAssigned(name)) return undefined;
    return absentLive(`env.${name}`, placeAt(service, state, `variables.${name}`));
  };
}
