import type { Program } from './program.ts';

/** True where some parsed file imports a module that matches: without it no call can be one of its library's. */
export function importsLibrary(program: Program, modules: RegExp): boolean {
  return [...program.files.values()].some(({ imports }) => imports.some(({ module, level }) => level === 0 && modules.test(module)));
}
