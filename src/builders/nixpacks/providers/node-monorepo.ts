import { entryOf, findNode, stringOf, stringsOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import { findFolders, hasFile, readFile, settingOf } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, startWith } from '../plan.ts';
import type { Start } from '../plan.ts';
import { matchesWildcard } from '../wildcard.ts';
import { nodeOf } from './package-json.ts';
import type { PackageJson } from './package-json.ts';

/** The start command that moon, Nx or Turborepo give, in the order in which nixpacks asks them. */
export async function planMonorepoStart(app: App, json: PackageJson, manager: string): Promise<Start> {
  const runner = RUNNERS[manager] ?? 'npx';
  const moon = settingOf(app, 'MOON_APP_NAME');
  if (moon !== undefined && hasFile(app, '.moon/workspace.yml')) {
    return startWith(`${runner} @moonrepo/cli run ${moon}:${settingOf(app, 'MOON_START_TASK') ?? 'start'}`);
  }
  const nx = await planNx(app, runner);
  return nx.kind === 'none' ? planTurborepo(app, json, manager) : nx;
}

/** More patterns than any real workspace has. */
const MOST = 1000;

/** How each package manager runs a package's program. */
const RUNNERS: Readonly<Record<string, string>> = { pnpm: 'pnpx', yarn: 'yarn' };

async function jsonRoot(app: App, path: string): Promise<DataNode | undefined> {
  const file = readFile(app, path);
  if (file === undefined) return undefined;
  const parsed = await parseJson(file.text);
  return parsed.ok && parsed.document.root.kind === 'object' ? parsed.document.root : undefined;
}

async function planNx(app: App, runner: string): Promise<Start> {
  const name = hasFile(app, 'nx.json') ? await nxProject(app) : undefined;
  if (name === undefined) return NO_START;
  const targets = findNode(await jsonRoot(app, `apps/${name}/project.json`), ['targets']);
  const start = entryOf(targets, 'start')?.value;
  if (findNode(targets, ['build', 'executor'])?.kind !== 'string') return NO_START;
  if (start?.kind !== 'object') return startNxBuild(name, findNode(targets, ['build']));
  if (findNode(start, ['executor'])?.kind !== 'string') return NO_START;
  const production = findNode(start, ['configurations', 'production']);
  const suffix = production === undefined || production.kind === 'null' ? '' : ':production';
  return startWith(`${runner} nx run ${name}:start${suffix}`);
}

async function nxProject(app: App): Promise<string | undefined> {
  const config = await jsonRoot(app, 'nx.json');
  const preset = stringOf(findNode(config, ['defaultProject'])) ?? stringOf(findNode(config, ['default_project']));
  return settingOf(app, 'NX_APP_NAME') ?? preset;
}

/** The command for a project that has no start target: what its build leaves behind. */
function startNxBuild(name: string, build: DataNode | undefined): Start {
  const executor = stringOf(findNode(build, ['executor']));
  const output = stringOf(findNode(build, ['options', 'outputPath'])) ?? `dist/apps/${name}`;
  if (executor === '@nx/next:build' || executor === '@nrwl/next:build') return startWith(`cd ${output} && npm run start`);
  const main = stringOf(findNode(build, ['options', 'main']));
  return startWith(`node ${output}/${main === undefined ? 'index' : stemOf(main)}.js`);
}

/** The name of a file without its folder and its last ending. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

async function planTurborepo(app: App, json: PackageJson, manager: string): Promise<Start> {
  const config = await jsonRoot(app, 'turbo.json');
  const tables = ['pipeline', 'tasks'].flatMap((key) => entryOf(config, key)?.value ?? []);
  if (config === undefined || tables.some((table) => table.kind !== 'object')) return NO_START;
  const name = settingOf(app, 'TURBO_APP_NAME');
  if (name !== undefined) {
    const workspaces = manager === 'pnpm' ? await pnpmWorkspaces(app) : (stringsOf(nodeOf(json, ['workspaces'])) ?? []);
    if (workspaces === undefined) return NO_START;
    if (holdsFolder(app, workspaces, name)) return startWith(workspaceStart(manager, name));
  }
  return tables.some((table) => entryOf(table, 'start') !== undefined) ? startWith('npx turbo run start') : NO_START;
}

function workspaceStart(manager: string, name: string): string {
  if (manager === 'pnpm') return `pnpm --filter ${name} run start`;
  return manager === 'yarn' ? `yarn workspace ${name} run start` : `${manager} --workspace ${name} run start`;
}

async function pnpmWorkspaces(app: App): Promise<readonly string[] | undefined> {
  const file = readFile(app, 'pnpm-workspace.yaml');
  if (file === undefined) return undefined;
  const parsed = await parseYaml(file.text);
  return parsed.ok ? stringsOf(findNode(parsed.document.root, ['packages'])) : undefined;
}

function holdsFolder(app: App, patterns: readonly string[], name: string): boolean {
  const matches = (folder: string) => patterns.slice(0, MOST).some((pattern) => matchesWildcard(pattern, folder));
  return findFolders(app, matches).some((folder) => folder === name || folder.endsWith(`/${name}`));
}
