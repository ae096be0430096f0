import { interestOf } from './interest.ts';
import type { CodeProject } from './code-project.ts';
import type { Module } from '../syntax/module.ts';
import { isFunction } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';

/** A function with more callers than this is a tool of the whole program: who calls it says nothing. */
const CALLER_LIMIT = 60;

/** Opens the files that may call a function: those that load its module and hold its name. */
export function openCallers(project: CodeProject, module: Module, node: FunctionNode): void {
  const { called } = project.caches;
  if (project.opened.isListing || called.has(node)) return;
  called.add(node);
  const names = exportedNames(module, node);
  if (names.length === 0) return;
  let left = CALLER_LIMIT;
  for (const path of importersOf(project, module.path)) {
    const file = project.input.files.read(path);
    if (file === undefined || interestOf(file).runs !== 'server') continue;
    if (!names.some((name) => name === 'default' || file.text.includes(name))) continue;
    project.opened.open(path);
    left -= 1;
    if (left === 0) return;
  }
}

/** The names under which other files get a function, or the class that it constructs. */
function exportedNames({ exports, scope }: Module, node: FunctionNode): string[] {
  return [...exports].flatMap(([name, exported]) => {
    const binding = exported.kind === 'local' ? scope.bindings.get(exported.name) : undefined;
    const held = exported.kind === 'value' ? exported.node : binding?.kind === 'variable' ? binding.initial : binding?.kind === 'parameter' || binding?.kind === 'import' ? undefined : binding?.node;
    if (held === undefined || (held !== node && isFunction(held)) || node.start < held.start || node.end > held.end) return [];
    return name === '=' ? ['default'] : [name];
  });
}

/** Files that load a file, through files that only pass it on too. */
function importersOf(project: CodeProject, path: string): Set<string> {
  const found = new Set<string>();
  const open = [path];
  for (let each = open.pop(); each !== undefined && found.size < 1000; each = open.pop()) {
    for (const importer of project.importersOf(each)) {
      if (found.has(importer)) continue;
      found.add(importer);
      const file = project.input.files.read(importer);
      if (file !== undefined && interestOf(file).passesOn) open.push(importer);
    }
  }
  return found;
}
