import { findNode, stringsOf } from '../../../documents/data.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import { baseName, folderOf } from '../../../model/files.ts';
import { dependencyOf, readPackageJson, scriptOf, stringAt, workspacePatterns } from '../../shared/package-json.ts';
import type { PackageJson } from '../../shared/package-json.ts';
import type { BuildInput } from '../plan.ts';

/** A package of a workspace; the root has the path ''. */
export interface WorkspacePackage {
  readonly path: string;
  readonly manifest: PackageJson;
}

const NEXT_CONFIG = ['next.config.js', 'next.config.mjs', 'next.config.ts'];

/** Workspaces have at most so many patterns and packages for us. */
const MOST_PATTERNS = 200;
const MOST_PACKAGES = 2000;

/** The root package and those that its workspaces name. */
export async function readWorkspace(input: BuildInput, root: PackageJson): Promise<readonly WorkspacePackage[]> {
  const { folder } = input;
  const patterns = (await pnpmPatterns(input)) ?? workspacePatterns(root);
  const paths = patterns.slice(0, MOST_PATTERNS).flatMap((pattern) => folder.find(manifestPattern(pattern)));
  const packages: WorkspacePackage[] = [{ path: '', manifest: root }];
  for (const path of new Set(paths.slice(0, MOST_PACKAGES))) {
    const manifest = await readPackageJson(folder.read(path), { comments: true });
    if (manifest !== undefined) packages.push({ path: folderOf(path), manifest });
  }
  return packages;
}

/** The Next.js package that railpack builds and starts in an Nx workspace. */
export function findNxPackage(input: BuildInput, packages: readonly WorkspacePackage[]): WorkspacePackage | undefined {
  if (!packages.some(({ manifest }) => dependencyOf(manifest, 'nx') !== undefined)) return undefined;
  const candidates = packages.filter((one) => isNextPackage(input, one));
  const selector = input.settings.variable('NX_APP');
  if (selector !== undefined && selector !== '') return candidates.find((one) => isSelected(one, selector));
  return candidates.length === 1 ? candidates[0] : undefined;
}

async function pnpmPatterns({ folder }: BuildInput): Promise<readonly string[] | undefined> {
  const text = folder.text('pnpm-workspace.yaml');
  const parsed = text === undefined ? undefined : await parseYaml(text);
  const patterns = parsed?.ok === true ? stringsOf(findNode(parsed.document.root, ['packages'])) : undefined;
  return patterns === undefined || patterns.length === 0 ? undefined : patterns;
}

/** `packages/*` is one level deep, `packages/**` any; anything else names a folder. */
function manifestPattern(pattern: string): string {
  const path = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  return path === '' || path === '.' ? 'package.json' : `${path}/package.json`;
}

function isNextPackage({ folder }: BuildInput, { path, manifest }: WorkspacePackage): boolean {
  const prefix = path === '' ? '' : `${path}/`;
  if (NEXT_CONFIG.some((name) => folder.has(prefix + name))) return true;
  if (dependencyOf(manifest, 'next') === undefined) return false;
  return path !== '' || (scriptOf(manifest, 'build') ?? '').includes('next build');
}

function isSelected({ path, manifest }: WorkspacePackage, selector: string): boolean {
  const name = stringAt(manifest, ['name']) ?? '';
  return [name, path, baseName(path), baseName(name)].includes(selector);
}
