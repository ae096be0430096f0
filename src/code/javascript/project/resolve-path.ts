import { folderOf, joinPath } from '../../../model/files.ts';
import type { ProjectFiles } from '../../../model/files.ts';
import type { Compiler, ProjectConfig, ResolvedModule } from './config.ts';

const EXTENSIONS = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.json'];
const WRITTEN_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.jsx']], ['.jsx', ['.tsx']], ['.mjs', ['.mts']], ['.cjs', ['.cts']],
]);

/** The file or package that a module specifier means, seen from a file. */
export function resolveModule(files: ProjectFiles, config: ProjectConfig, from: string, specifier: string): ResolvedModule {
  const folder = folderOf(from);
  const isRelative = specifier.startsWith('.');
  const compiler = isRelative ? undefined : compilerOf(config, folder);
  const key = isRelative ? folder : `compiler ${compiler?.folder}`;
  const known = config.resolved.get(key) ?? new Map<string, ResolvedModule>();
  const before = known.get(specifier);
  if (before !== undefined) return before;
  config.resolved.set(key, known);
  const path = isRelative ? resolveRelative(files, folder, specifier) : resolveAlias(files, compiler, specifier) ?? resolveWorkspace(files, config, specifier);
  const found: ResolvedModule = path === undefined ? { kind: 'external', name: specifier } : { kind: 'file', path };
  known.set(specifier, found);
  return found;
}

/** The settings of the innermost folder that has some. */
function compilerOf({ compilers, compilerOf: known }: ProjectConfig, folder: string): Compiler | undefined {
  if (known.has(folder)) return known.get(folder);
  const found = compilers.find((each) => each.folder === '' || folder === each.folder || folder.startsWith(`${each.folder}/`));
  known.set(folder, found);
  return found;
}

function resolveRelative(files: ProjectFiles, folder: string, specifier: string): string | undefined {
  const base = joinPath(folder, specifier);
  return base === undefined ? undefined : existingFile(files, base);
}

/** The file that a path without certain extension means: itself, `.ts` for `.js`, with an extension, an index. */
export function existingFile(files: ProjectFiles, base: string): string | undefined {
  if (/\.\w+$/.test(base) && files.has(base)) return base;
  const extension = /\.[cm]?jsx?$/.exec(base)?.[0];
  if (extension !== undefined) {
    const stem = base.slice(0, -extension.length);
    const written = WRITTEN_FOR.get(extension)?.map((other) => stem + other).find((path) => files.has(path));
    if (written !== undefined) return written;
  }
  for (const ending of EXTENSIONS) if (files.has(base + ending)) return base + ending;
  if (!files.hasFolder(base)) return undefined;
  return EXTENSIONS.map((ending) => (base === '' ? `index${ending}` : `${base}/index${ending}`)).find((path) => files.has(path));
}

function resolveAlias(files: ProjectFiles, compiler: Compiler | undefined, specifier: string): string | undefined {
  if (compiler === undefined) return undefined;
  for (const { before, after, targets } of compiler.aliases) {
    const exact = after === undefined;
    if (exact ? specifier !== before : !specifier.startsWith(before) || !specifier.endsWith(after)) continue;
    const middle = exact ? '' : specifier.slice(before.length, specifier.length - after.length);
    for (const target of targets) {
      const path = joinPath(compiler.base, target.replace('*', () => middle));
      const found = path === undefined ? undefined : existingFile(files, path);
      if (found !== undefined) return found;
    }
  }
  return compiler.hasBase ? resolveRelative(files, compiler.base, `./${specifier}`) : undefined;
}

function resolveWorkspace(files: ProjectFiles, config: ProjectConfig, specifier: string): string | undefined {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const workspace = config.packages.get(name);
  if (workspace === undefined) return undefined;
  const rest = specifier.slice(name.length + 1);
  const declared = workspace.exports.get(rest === '' ? '.' : `./${rest}`);
  const guesses = rest === '' ? ['src/index', 'index', 'src/main', 'lib/index'] : [`src/${rest}`, rest];
  for (const guess of [...(declared === undefined ? [] : [declared, sourceOf(declared)]), ...guesses]) {
    const path = joinPath(workspace.folder, guess);
    const found = path === undefined || /(?:^|\/)(?:dist|build)\//.test(path) ? undefined : existingFile(files, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The source that a build wrote a file from, by custom: src/x for dist/x. */
function sourceOf(built: string): string {
  return built.replace(/^(?:\.\/)?(?:dist|build|lib|out)\//, 'src/').replace(/(?:\.d)?\.[cm]?[jt]s$/, '');
}
