import { undecidable } from '../../../model/fact.ts';
import { readPackageJson, scriptOf, stringAt, dependencyOf } from '../../shared/package-json.ts';
import type { PackageJson } from '../../shared/package-json.ts';
import { factOfFile, firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import type { Tool } from '../versions.ts';
import { findFrameworks, isSvelteKit, isTanstackStart } from './node-frameworks.ts';
import { findManager, lockFileOf, programOf } from './node-manager.ts';
import type { Manager } from './node-manager.ts';
import { nodeTools } from './node-versions.ts';
import { findNxPackage, readWorkspace } from './node-workspace.ts';

const MANIFESTS = ['package.json', 'package.json5'];

const CADDY = 'caddy run --config /Caddyfile --adapter caddyfile 2>&1';

/** Railpack's Node and bun: https://github.com/railwayapp/railpack/blob/b5e80580/core/providers/node/node.go */
export const node: Provider = {
  name: 'node',
  language: 'node',
  source: 'providers/node/node.go',
  detect: ({ folder }) => firstOf(folder, MANIFESTS),
  async plan(input) {
    const path = firstOf(input.folder, MANIFESTS);
    if (path === undefined) return undefined;
    const manifest = await readManifest(input, path);
    return manifest === undefined ? unreadablePlan(input, path) : planOf(input, manifest, path);
  },
};

/** The Node part of a project in another language, as railpack installs it beside. */
export async function nodePart(input: BuildInput): Promise<Plan | undefined> {
  const path = firstOf(input.folder, MANIFESTS);
  const manifest = path === undefined ? undefined : await readManifest(input, path);
  return path === undefined || manifest === undefined ? undefined : planOf(input, manifest, path);
}

/** Node alone, for a project that has no package.json and yet needs it. */
export function bareNode(input: BuildInput): readonly Tool[] {
  return nodeTools({ input, manifest: undefined, manager: 'npm', buildsWithNode: true });
}

async function readManifest({ folder }: BuildInput, path: string): Promise<PackageJson | undefined> {
  return readPackageJson(folder.read(path), { comments: true });
}

async function planOf(input: BuildInput, manifest: PackageJson, path: string): Promise<Plan> {
  const { manager, fact } = findManager(input, manifest);
  const { framework, isSite, isVite, isAstro } = await findFrameworks(input, manifest);
  return {
    startCommand: isSite ? CADDY : await startCommand(input, manifest, manager),
    framework,
    packageManager: fact,
    static: isSite,
    tools: nodeTools({ input, manifest, manager, buildsWithNode: isVite || isAstro }),
    manifest: path,
    lockFile: lockFileOf(input, manager),
  };
}

async function startCommand(input: BuildInput, manifest: PackageJson, manager: Manager): Promise<string | undefined> {
  if (scriptOf(manifest, 'start') !== undefined) return `${programOf(manager)} run start`;
  const main = stringAt(manifest, ['main']) ?? input.folder.find('{index.js,index.ts}')[0];
  if (main !== undefined) return `${manager === 'bun' ? 'bun' : 'node'} ${main}`;
  return frameworkStart(manifest, manager) ?? nxStart(input, manifest);
}

function frameworkStart(manifest: PackageJson, manager: Manager): string | undefined {
  if (dependencyOf(manifest, 'nuxt') !== undefined) return 'node .output/server/index.mjs';
  if (isTanstackStart(manifest)) return `${runnerOf(manager)} srvx --prod -s ../client dist/server/server.js`;
  const choosesAdapter = dependencyOf(manifest, '@sveltejs/adapter-auto') !== undefined;
  return isSvelteKit(manifest) && choosesAdapter ? 'node build' : undefined;
}

async function nxStart(input: BuildInput, manifest: PackageJson): Promise<string | undefined> {
  if (!input.folder.has('nx.json')) return undefined;
  const application = findNxPackage(input, await readWorkspace(input, manifest));
  if (application === undefined) return undefined;
  return application.path === '' ? 'next start' : `cd ${application.path} && next start`;
}

function runnerOf(manager: Manager): string {
  if (manager === 'pnpm') return 'pnpm exec';
  return manager === 'bun' ? 'bunx' : 'npx';
}

/** Railpack gives up on a package.json that it cannot read; so nobody knows what it would start. */
function unreadablePlan({ folder }: BuildInput, path: string): Plan {
  const place = factOfFile('runtime.manifest', path, { folder, path });
  return {
    startCommand: undecidable('start.command', `${path} cannot be read`, [place]),
    tools: [],
    manifest: path,
  };
}
