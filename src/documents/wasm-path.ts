/** Where each WebAssembly file lies in node_modules, for a run from the sources. */
const PACKAGE_PATHS = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
} as const;

/** A WebAssembly file that the parsers need at run time. */
export type WasmFile = keyof typeof PACKAGE_PATHS;

/** The address of a WebAssembly file: beside the bundle in dist/, or in node_modules when the sources run. */
export function wasmUrl(name: WasmFile): URL {
  const here = import.meta.url;
  const fromSources = here.endsWith('.ts');
  const relative: string = fromSources ? `../../node_modules/${PACKAGE_PATHS[name]}` : name;
  return new URL(relative, here);
}
