import { textIn, type BuiltFolder, type Manifests } from './built-folder.ts';

const LOCKS: Readonly<Record<string, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json', '.npmrc'], pnpm: ['pnpm-lock.yaml', '.npmrc', '.pnpmfile.cjs'],
  yarn: ['yarn.lock', '.yarnrc.yml', '.yarnrc', '.npmrc'], bun: ['bun.lock', 'bun.lockb', 'bunfig.toml', '.npmrc'],
};
/** Scripts that an install runs in the project itself. https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-operation-order */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];

/** What npm, pnpm, Yarn and Bun read when the project has no workspaces and no scripts that want its source. */
export function nodeManifests(installer: string, built: BuiltFolder): Manifests {
  const manifest = jsonIn(built, 'package.json');
  if (manifest === undefined) return { because: 'package.json cannot be read' };
  const scripts = Object.keys(recordOf(manifest['scripts']));
  const script = INSTALL_SCRIPTS.find((name) => scripts.includes(name));
  if (script !== undefined) return { because: `the script ${script} runs at the install and may need the source` };
  if (manifest['workspaces'] !== undefined || textIn(built, 'pnpm-workspace.yaml') !== undefined) return { because: 'the workspaces have manifests of their own' };
  const dependencies = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) => Object.entries(recordOf(manifest[key])));
  const local = dependencies.find(([, range]) => /^(?:file|link|portal|workspace|patch):|^\.{0,2}\//.test(String(range)));
  if (local !== undefined) return { because: `${local[0]} lies in the project itself` };
  if (dependencies.some(([name]) => name === '@prisma/client' || name === 'prisma')) return { because: 'the install of Prisma reads the schema, which is part of the source' };
  if (dependencies.some(([name]) => name === 'patch-package') || /patchedDependencies/.test(textIn(built, 'package.json') ?? '')) return { because: 'the install applies patches of the project' };
  if (/yarnPath|plugins/.test(textIn(built, '.yarnrc.yml') ?? '')) return { because: 'Yarn itself lies in the project' };
  return { files: ['package.json', ...(LOCKS[installer] ?? []).filter((name) => textIn(built, name) !== undefined)] };
}

/** A JSON file of the built folder as an object; undefined when it is none. */
export function jsonIn(built: BuiltFolder, name: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(textIn(built, name) ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** The keys of a value that is an object; none of any other value. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
