import { entriesAt, factAt, scriptsOf } from '../../shared/package-json.ts';
import type { PackageJson } from '../../shared/package-json.ts';
import { mapKnown } from '../../../model/fact.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import type { BuildInput } from '../plan.ts';
import type { Candidate, Tool } from '../versions.ts';
import { namesManager, packageManagerField } from './node-manager.ts';
import type { Manager } from './node-manager.ts';

const SOURCE = 'providers/node/node.go';

/** Ranks of https://railpack.com/languages/node for files of mise. */
const MISE_RANKS = { nvmrc: 3, 'node-version': 4, mise: 5, 'tool-versions': 5 };

/** Format of pnpm's lock file, by the start of its first line, and the pnpm that railpack takes for it. */
const PNPM_LOCKS: readonly (readonly [start: string, version: string])[] = [
  ['lockfileVersion: 5.3', '6'], ['lockfileVersion: 5.4', '7'], ["lockfileVersion: '6.0'", '8'], ['lockfileVersion: 6.0', '8'],
  ["lockfileVersion: '6.1'", '8'], ["lockfileVersion: '9.0'", '9'], ['lockfileVersion: 9.0', '9'],
];

/** `bun` or `bunx` as a command of its own in a script. */
const BUN_COMMAND = /(?:^|[\s;&|])bunx?\s/;

/** What a Node project installs. */
export interface NodeProject {
  readonly input: BuildInput;
  /** Undefined where railpack installs Node without a package.json, as for Ruby's execjs. */
  readonly manifest: PackageJson | undefined;
  readonly manager: Manager;
  /** True when the project's build needs Node even under bun (Vite and Astro). */
  readonly buildsWithNode: boolean;
}

/** Node, bun and the package manager, as far as railpack installs them. */
export function nodeTools(project: NodeProject): readonly Tool[] {
  const { manager } = project;
  const usesBun = needsBun(project);
  const tools: Tool[] = [];
  if (needsNode(project) || (usesBun && hasPackages(project.manifest))) tools.push(nodeTool(project));
  if (usesBun) tools.push(bunTool(project));
  if (manager === 'pnpm') tools.push(pnpmTool(project));
  if (manager === 'yarn' || manager === 'yarn-berry') tools.push(yarnTool(project));
  return tools;
}

function nodeTool({ input, manifest }: NodeProject): Tool {
  const candidates = [
    ...fromManifest(manifest, 'node', ['engines', 'node'], 2),
    ...fromVariable(input.settings, 'NODE_VERSION', 'node', 1),
    ...input.mise('node', MISE_RANKS),
  ];
  return { name: 'node', candidates, fallback: 'lts', source: SOURCE };
}

function bunTool({ input, manifest, manager }: NodeProject): Tool {
  const ofManager = manager === 'bun'
    ? [...fromManifest(manifest, 'bun', ['engines', 'bun']), ...fromField(manifest, 'bun')]
    : [];
  const candidates = [...fromVariable(input.settings, 'BUN_VERSION', 'bun'), ...ofManager, ...input.mise('bun')];
  return { name: 'bun', candidates, fallback: 'latest', source: SOURCE };
}

function pnpmTool({ input, manifest }: NodeProject): Tool {
  const candidates = [
    ...pnpmLockRequest(input),
    ...fromManifest(manifest, 'pnpm', ['engines', 'pnpm']),
    ...fromField(manifest, 'pnpm'),
    ...input.mise('pnpm'),
  ];
  return { name: 'pnpm', candidates, fallback: '9', source: 'providers/node/package_manager.go' };
}

function yarnTool({ input, manifest, manager }: NodeProject): Tool {
  const candidates = [
    ...fromManifest(manifest, 'yarn', ['engines', 'yarn']),
    ...fromField(manifest, 'yarn'),
    ...input.mise('yarn'),
  ];
  return { name: 'yarn', candidates, fallback: manager === 'yarn' ? '1' : '2', source: 'providers/node/package_manager.go' };
}

function fromManifest(
  manifest: PackageJson | undefined,
  tool: string,
  path: readonly string[],
  documented?: number,
): readonly Candidate[] {
  const at = manifest && factAt(manifest, path, `runtime.versions.${tool}`);
  if (at === undefined) return [];
  const candidate = { at, by: path[0] ?? '', label: path.join('.') };
  return [documented === undefined ? candidate : { ...candidate, documented }];
}

/** The version of `"packageManager": "pnpm@9.1.0"`. */
function fromField(manifest: PackageJson | undefined, tool: string): readonly Candidate[] {
  const { name, version } = packageManagerField(manifest);
  const [candidate] = fromManifest(manifest, tool, ['packageManager']);
  if (name !== tool || version === '' || candidate === undefined) return [];
  return [{ ...candidate, at: mapKnown(candidate.at, () => version), by: 'package-manager' }];
}

function pnpmLockRequest({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read('pnpm-lock.yaml');
  const lock = PNPM_LOCKS.find(([start]) => file?.text.startsWith(start));
  if (file === undefined || lock === undefined) return [];
  const place = { file, range: { start: 0, end: lock[0].length } };
  return [fromFile('pnpm', place, { reads: lock[1], by: 'pnpm-lock', label: 'pnpm-lock.yaml' })];
}

/** Every project gets Node, save one of bun alone. */
function needsNode({ manager, manifest, buildsWithNode }: NodeProject): boolean {
  if (manager !== 'bun' || manifest === undefined || namesManager(manifest)) return true;
  return buildsWithNode || scriptsOf(manifest).some((script) => script.includes('node'));
}

function needsBun({ input, manager, manifest }: NodeProject): boolean {
  if (manager === 'bun') return true;
  if (manifest !== undefined && scriptsOf(manifest).some((script) => BUN_COMMAND.test(script))) return true;
  return BUN_COMMAND.test(input.settings.startCommand ?? '');
}

function hasPackages(manifest: PackageJson | undefined): boolean {
  return manifest === undefined
    || entriesAt(manifest, 'dependencies').length > 0
    || entriesAt(manifest, 'devDependencies').length > 0;
}
