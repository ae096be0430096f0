import { baseName, folderOf, joinPath } from '../../../model/files.ts';
import { valueOf } from '../../../model/fact.ts';
import type { CodeInput } from '../../code-input.ts';
import type { ProjectConfig } from './config.ts';
import { existingFile } from './resolve-path.ts';

const BUILT = /^(?:dist|build|out|lib|\.output|output|bin)$/;

/** The source file that is started; undefined when nothing says, or it is not in the project. */
export function findEntry(input: CodeInput, config: ProjectConfig): string | undefined {
  for (const written of startedPaths(input)) {
    const entry = sourceOf(input, config, written);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Paths that the start facts name, as seen from the project root; the file of the facts first. */
function startedPaths(input: CodeInput): string[] {
  const appFile = valueOf(input.facts['start.appFile']);
  const app = valueOf(input.facts['start.app']);
  const folder = valueOf(input.facts['start.directory']) ?? input.root;
  const joined = app === undefined ? undefined : joinPath(folder, app);
  return [appFile, joined, app].filter((path) => path !== undefined);
}

/** `dist/main.js` is written from `src/main.ts`, as tsconfig says or as is custom. */
function sourceOf(input: CodeInput, config: ProjectConfig, path: string): string | undefined {
  const { files, root } = input;
  const below = (folder: string, rest: string) => existingFile(files, joinPath(folder, rest) ?? rest);
  const compiler = config.compilers.find(({ outDir }) => outDir !== undefined && path.startsWith(`${outDir}/`));
  if (compiler?.outDir !== undefined) {
    const rest = path.slice(compiler.outDir.length + 1);
    const bases = [compiler.rootDir ?? compiler.folder, `${compiler.folder}/src`, compiler.folder];
    const found = bases.map((base) => below(base, stem(rest))).find((each) => each !== undefined);
    if (found !== undefined) return found;
  }
  const inside = root === '' ? path : path.slice(root.length + 1);
  const parts = inside.split('/');
  if (BUILT.test(parts[0] ?? '') && parts.length > 1) {
    const rest = stem(parts.slice(1).join('/'));
    const found = [`src/${rest}`, rest, `src/${baseName(rest)}`].map((base) => below(root, base)).find((each) => each !== undefined);
    if (found !== undefined) return found;
  }
  return existingFile(files, path) ?? (files.has(path) ? path : undefined) ?? (folderOf(path) === path ? undefined : below('', stem(path)));
}

function stem(path: string): string {
  return path.replace(/\.[cm]?js$/, '');
}
