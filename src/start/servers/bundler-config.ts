import { baseName, folderOf } from '../../model/files.ts';
import { unresolvedAt } from '../origin.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';

/** Configuration of Vite and Astro, whose `server.host` counts where the command line names none. https://vite.dev/config/server-options#server-host */
const CONFIG: Readonly<Record<string, RegExp>> = { vite: /^vite\.config\.[cm]?[jt]s$/, astro: /^astro\.config\.[cm]?[jt]s$/ };
/** A word that is enough to leave the question open: what the file comes to, only a run would tell. */
const NAMES_HOST = /\bhost\b/;

/** The default address is none where a configuration file beside the command speaks of a host. */
export function withConfiguredHost({ facts, overrides }: ServerFactsRead, name: string, call: ServerCall): ServerFactsRead {
  const host = facts.get('server.host');
  if (host?.state !== 'known' || host.provenance.kind !== 'default') return { facts, overrides };
  const config = configOf(name, call);
  if (config === undefined) return { facts, overrides };
  return { facts: new Map(facts).set('server.host', unresolvedAt(call.place, 'server.host', `${config} may name it`)), overrides };
}

function configOf(name: string, { launch, run: { input } }: ServerCall): string | undefined {
  const pattern = CONFIG[name];
  const folder = launch.state.directory ?? input.root;
  if (pattern === undefined) return undefined;
  return input.files.below(folder).find((path) => folderOf(path) === folder && pattern.test(baseName(path)) && NAMES_HOST.test(input.files.read(path)?.text ?? ''));
}
