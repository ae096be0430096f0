import { folderOf } from '../../../model/files.ts';
import type { CodeInput } from '../../code-input.ts';
import type { Module } from '../syntax/module.ts';
import type { ProjectConfig } from './config.ts';
import { isApplicationCode } from './paths.ts';
import { resolveModule } from './resolve-path.ts';

/** Finds module names in a text that is not parsed: only to know which files belong together. Names in comments do no harm. */
const IMPORT = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]{1,300})\1/g;
/** Loaders that take a whole folder: @fastify/autoload, entity globs, `fs.readdirSync(...).forEach(require)`. */
const LOADS_FOLDER = /\bautoload\b|require-all|requireDirectory|readdirSync|import\.meta\.glob|glob\.sync|dir:\s/i;
const LIMIT = 6000;

/** Files that load each other, from the given files on. */
export function reachableFrom(input: CodeInput, config: ProjectConfig, starts: readonly string[], modules: ReadonlyMap<string, Module>): Set<string> {
  const seen = new Set(starts);
  const open = [...starts];
  for (let path = open.pop(); path !== undefined && seen.size < LIMIT; path = open.pop()) {
    for (const next of loadedBy(input, config, path, modules)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

function loadedBy(input: CodeInput, config: ProjectConfig, path: string, modules: ReadonlyMap<string, Module>): string[] {
  const text = input.files.read(path)?.text ?? '';
  const sources = modules.get(path)?.sources ?? [...text.matchAll(IMPORT)].map((found) => found[2] ?? '');
  const found: string[] = [];
  for (const source of sources) {
    const target = resolveModule(input.files, config, path, source);
    if (target.kind === 'file') found.push(target.path);
  }
  if (LOADS_FOLDER.test(text)) {
    const folder = folderOf(path);
    found.push(...input.files.below(folder).filter((each) => isApplicationCode(each, input.root)));
  }
  return found;
}
