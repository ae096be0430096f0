import { findNode, stringOf, stringsOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { baseName, folderOf, joinPath } from '../../../model/files.ts';
import type { ProjectFiles } from '../../../model/files.ts';

const PACKAGE_LIMIT = 300;

export type ResolvedModule =
  | { readonly kind: 'file'; readonly path: string }
  /** A package, or a file that is not in the project (a client that a build generates). */
  | { readonly kind: 'external'; readonly name: string };

interface Alias {
  /** Text before and after the star; `after` undefined when there is none. */
  readonly before: string;
  readonly after: string | undefined;
  readonly targets: readonly string[];
}

/** What a tsconfig.json says about where modules and outputs lie. */
export interface Compiler {
  readonly folder: string;
  /** Folder that alias targets start from. */
  readonly base: string;
  readonly hasBase: boolean;
  readonly aliases: readonly Alias[];
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
}

/** A package of the repository. */
export interface Workspace {
  readonly folder: string;
  /** Target by export: '.' and './sub'. */
  readonly exports: ReadonlyMap<string, string>;
  readonly main: string | undefined;
  readonly bin: readonly string[];
}

export interface ProjectConfig {
  /** Innermost folders first. */
  readonly compilers: readonly Compiler[];
  readonly packages: ReadonlyMap<string, Workspace>;
  /** Modules that were resolved before: by folder those that start with a dot, by compiler's folder the others. */
  readonly resolved: Map<string, Map<string, ResolvedModule>>;
  /** The compiler that counts in a folder. */
  readonly compilerOf: Map<string, Compiler | undefined>;
}

const CONFIGS = new WeakMap<ProjectFiles, Promise<ProjectConfig>>();

/** The tsconfig and package files that say where modules lie: all services of a project share them. */
export async function readConfig(files: ProjectFiles): Promise<ProjectConfig> {
  const before = CONFIGS.get(files);
  if (before !== undefined) return before;
  const config = readConfigFiles(files);
  CONFIGS.set(files, config);
  return config;
}

async function readConfigFiles(files: ProjectFiles): Promise<ProjectConfig> {
  const compilers: Compiler[] = [];
  const packages = new Map<string, Workspace>();
  const wanted = files.paths.filter((path) => /^(?:package|tsconfig|jsconfig|tsconfig\.(?:build|server|app|base))\.json$/.test(baseName(path)) && !path.includes('node_modules/'));
  for (const path of wanted.slice(0, PACKAGE_LIMIT)) {
    const root = await rootOf(files, path);
    if (root === undefined) continue;
    if (baseName(path) === 'package.json') addPackage(packages, path, root);
    else if (/^(?:ts|js)config\.json$/.test(baseName(path))) compilers.push(await readCompiler(files, path, root, 0));
  }
  compilers.sort((a, b) => b.folder.length - a.folder.length);
  return { compilers, packages, resolved: new Map(), compilerOf: new Map() };
}

async function rootOf(files: ProjectFiles, path: string): Promise<DataNode | undefined> {
  const file = files.read(path);
  if (file === undefined) return undefined;
  const parsed = await parseJson(file.text, { comments: true });
  return parsed.ok ? parsed.document.root : undefined;
}

function addPackage(packages: Map<string, Workspace>, path: string, root: DataNode): void {
  const name = stringOf(findNode(root, ['name']));
  const exports = new Map<string, string>();
  const declared = findNode(root, ['exports']);
  const main = stringOf(findNode(root, ['main']));
  if (declared?.kind === 'object' && declared.entries.some(({ key }) => key.startsWith('.'))) {
    for (const { key, value } of declared.entries) {
      const target = targetOf(value, 0);
      if (target !== undefined) exports.set(key, target);
    }
  } else {
    const target = targetOf(declared, 0) ?? stringOf(findNode(root, ['module'])) ?? main;
    if (target !== undefined) exports.set('.', target);
  }
  const bin = findNode(root, ['bin']);
  const bins = bin?.kind === 'object' ? bin.entries.flatMap(({ value }) => stringOf(value) ?? []) : [stringOf(bin) ?? []].flat();
  if (name !== undefined) packages.set(name, { folder: folderOf(path), exports, main, bin: bins });
}

/** The file of an export: a string, or the first of the conditions a server takes. */
function targetOf(node: DataNode | undefined, depth: number): string | undefined {
  if (depth > 4) return undefined;
  const text = stringOf(node);
  if (text !== undefined || node?.kind !== 'object') return text;
  for (const condition of ['source', 'development', 'node', 'import', 'require', 'default', 'types']) {
    const target = targetOf(findNode(node, [condition]), depth + 1);
    if (target !== undefined) return target;
  }
  return undefined;
}

async function readCompiler(files: ProjectFiles, path: string, root: DataNode, depth: number): Promise<Compiler> {
  const folder = folderOf(path);
  const parent = depth < 4 ? await readParent(files, folder, root, depth) : undefined;
  const baseUrl = stringOf(findNode(root, ['compilerOptions', 'baseUrl']));
  const paths = findNode(root, ['compilerOptions', 'paths']);
  const own = paths?.kind === 'object';
  const base = baseUrl !== undefined || own || parent === undefined ? joinPath(folder, baseUrl ?? '.') ?? folder : parent.base;
  const outDir = stringOf(findNode(root, ['compilerOptions', 'outDir']));
  const rootDir = stringOf(findNode(root, ['compilerOptions', 'rootDir']));
  return {
    folder, base, hasBase: baseUrl !== undefined || (parent?.hasBase ?? false),
    aliases: own ? paths.entries.map(({ key, value }) => aliasOf(key, stringsOf(value) ?? [])) : parent?.aliases ?? [],
    outDir: outDir === undefined ? parent?.outDir : joinPath(folder, outDir),
    rootDir: rootDir === undefined ? parent?.rootDir : joinPath(folder, rootDir),
  };
}

async function readParent(files: ProjectFiles, folder: string, root: DataNode, depth: number): Promise<Compiler | undefined> {
  const node = findNode(root, ['extends']);
  const names = stringsOf(node) ?? [stringOf(node) ?? []].flat();
  const name = names.findLast((each) => each.startsWith('.'));
  const path = name === undefined ? undefined : joinPath(folder, name.endsWith('.json') ? name : `${name}.json`);
  if (path === undefined || !files.has(path)) return undefined;
  const parent = await rootOf(files, path);
  return parent === undefined ? undefined : readCompiler(files, path, parent, depth + 1);
}

function aliasOf(pattern: string, targets: readonly string[]): Alias {
  const star = pattern.indexOf('*');
  if (star === -1) return { before: pattern, after: undefined, targets };
  return { before: pattern.slice(0, star), after: pattern.slice(star + 1), targets };
}
