import { findNode, stringOf } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { declared } from '../../../model/fact.ts';
import { factOfFile, firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import type { Candidate, Tool } from '../versions.ts';
import { nodePart } from './node.ts';

const SOURCE = 'providers/php/php.go';

/** Railpack's PHP: FrankenPHP behind a script of railpack's own, with Node beside when there is a package.json. */
export const php: Provider = {
  name: 'php',
  language: 'php',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, ['index.php', 'composer.json']),
  async plan(input) {
    const { folder } = input;
    const withNode = await nodePart(input);
    const plan: Plan = {
      startCommand: '/start-container.sh',
      framework: folder.has('artisan') ? factOfFile('runtime.framework', 'laravel', { folder, path: 'artisan' }) : undefined,
      packageManager: withNode?.packageManager,
      tools: [await phpTool(input), ...(withNode?.tools ?? [])],
      manifest: firstOf(folder, ['composer.json']),
      lockFile: firstOf(folder, ['composer.lock']),
    };
    return plan;
  },
};

async function phpTool(input: BuildInput): Promise<Tool> {
  return { name: 'php', candidates: await composerRequests(input), fallback: '8.4', source: SOURCE };
}

/** `require.php` of composer.json; railpack takes a caret range as the version behind the caret. */
async function composerRequests({ folder }: BuildInput): Promise<readonly Candidate[]> {
  const file = folder.read('composer.json');
  const parsed = file === undefined ? undefined : await parseJson(file.text, { comments: true });
  const node = parsed?.ok === true ? findNode(parsed.document.root, ['require', 'php']) : undefined;
  const value = stringOf(node);
  if (file === undefined || node === undefined || value === undefined) return [];
  const at = declared('runtime.versions.php', value, file, node.range);
  return [{ at, reads: value.replace(/^\^/, ''), by: 'composer', label: 'composer.json' }];
}
