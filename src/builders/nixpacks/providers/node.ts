import { declared, defaulted } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import { hasFile } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, fileFact, firstFile, shownBy, startWith, unknownStart } from '../plan.ts';
import { sourceLink } from '../source-link.ts';
import type { Plan, Provider, Start } from '../plan.ts';
import { planMonorepoStart } from './node-monorepo.ts';
import { planNodeVersions } from './node-versions.ts';
import { findDependency, nodeOf, readPackageJson, textAt } from './package-json.ts';
import type { PackageJson } from './package-json.ts';
import { startsCaddy } from './vite.ts';

/** Node, with npm, pnpm, yarn or bun. */
export const node: Provider = {
  name: 'node',
  language: 'node',
  source: 'node/mod.rs',
  detects: (app) => (hasFile(app, 'package.json') ? 'package.json' : undefined),
  plan: planNode,
  startVariables: [
    'MOON_APP_NAME', 'MOON_START_TASK', 'NX_APP_NAME', 'TURBO_APP_NAME', 'SPA_CADDY', 'SPA_OUT_DIR',
  ],
};

/** Lock files by package manager. */
const LOCK_FILES: Readonly<Record<string, readonly string[]>> = {
  npm: ['package-lock.json'], pnpm: ['pnpm-lock.yaml'], yarn: ['yarn.lock'], bun: ['bun.lockb', 'bun.lock'],
};

const CADDY = 'exec caddy run --config /assets/Caddyfile --adapter caddyfile 2>&1';

async function planNode(app: App): Promise<Plan> {
  const json = await readPackageJson(app);
  const packageManager = packageManagerOf(app, json);
  const isStatic = startsCaddy(app, json);
  return {
    start: json.kind === 'broken' ? unknownStart(json.because, json.from) : await planStart(app, json, packageManager.value),
    versions: planNodeVersions(app, json, packageManager),
    framework: frameworkOf(json),
    packageManager,
    isStatic,
    manifest: fileFact(app, 'runtime.manifest', 'package.json'),
    lockFile: firstFile(app, 'runtime.lockFile', LOCK_FILES[packageManager.value] ?? []),
  };
}

/** The package manager of a folder: the field of package.json when nixpacks knows it, else the first lock file. */
export function packageManagerOf(app: App, json: PackageJson): Known<string> {
  const name = 'runtime.packageManager';
  const field = nodeOf(json, ['packageManager']);
  const [named = ''] = (textAt(json, ['packageManager']) ?? '').split('@');
  if (json.kind === 'read' && field !== undefined && Object.hasOwn(LOCK_FILES, named)) {
    return declared(name, named, json.file, field.range);
  }
  for (const manager of ['pnpm', 'yarn', 'bun'] as const) {
    const lock = LOCK_FILES[manager]?.find((path) => hasFile(app, path));
    if (lock !== undefined) return shownBy(app, name, manager, lock);
  }
  return defaulted(name, 'npm', 'nixpacks', sourceLink('node/mod.rs'));
}

async function planStart(app: App, json: PackageJson, manager: string): Promise<Start> {
  const monorepo = await planMonorepoStart(app, json, manager);
  if (monorepo.kind !== 'none') return monorepo;
  if (startsCaddy(app, json)) return startWith(CADDY);
  if (nodeOf(json, ['scripts', 'start']) !== undefined) return startWith(`${manager} run start`);
  const executor = manager === 'bun' ? 'bun' : 'node';
  const main = textAt(json, ['main']);
  if (main !== undefined && hasFile(app, main)) return startWith(`${executor} ${main}`);
  if (hasFile(app, 'index.js')) return startWith(`${executor} index.js`);
  return manager === 'bun' && hasFile(app, 'index.ts') ? startWith('bun index.ts') : NO_START;
}

/** Frameworks by a package of theirs, the more special ones first. */
const FRAMEWORKS = [['next', 'next'], ['nuxt', 'nuxt'], ['@remix-run/node', 'remix'], ['@remix-run/react', 'remix']] as const;

function frameworkOf(json: PackageJson): Known<string> | undefined {
  if (json.kind !== 'read') return undefined;
  for (const [dependency, framework] of FRAMEWORKS) {
    const entry = findDependency(json, dependency);
    if (entry !== undefined) return declared('runtime.framework', framework, json.file, entry.keyRange);
  }
  return undefined;
}
