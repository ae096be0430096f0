import { findNode, stringOf } from '../../../documents/data.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput, Provider } from '../plan.ts';

/** Railpack's static files, which Caddy serves: of a Staticfile's root, of public/, or beside an index.html. */
export const staticFiles: Provider = {
  name: 'staticfile',
  language: 'static',
  source: 'providers/staticfile/staticfile.go',
  detect: signOf,
  async plan(input) {
    if ((await signOf(input)) === undefined) return undefined;
    return { startCommand: 'caddy run --config Caddyfile --adapter caddyfile 2>&1', static: true, tools: [] };
  },
};

/** What makes the folder a site: a path, or '' where a variable says so. */
async function signOf({ folder, settings }: BuildInput): Promise<string | undefined> {
  if (settings.variable('STATIC_FILE_ROOT')) return '';
  const text = folder.text('Staticfile');
  const parsed = text === undefined ? undefined : await parseYaml(text);
  const root = parsed?.ok === true ? stringOf(findNode(parsed.document.root, ['root'])) : undefined;
  if (root !== undefined && root.trim() !== '') return 'Staticfile';
  return firstOf(folder, ['public', 'index.html']);
}
