import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { nodeFile } from '../../support/real-tools.ts';

/**
 * A folder for the front of the PATH with a `node` that reads TypeScript, as Node from 22.6 on does and `railway config plan` needs: this
 * process's Node with a loader, so that the tests run with Node 20 too.
 */
export function nodeThatStripsTypes(folder: string, path: string): string {
  mkdirSync(folder, { recursive: true });
  const loader = join(folder, 'loader.mjs');
  writeFileSync(loader, `import { readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);
const typescript = createRequire(import.meta.url)(${JSON.stringify(nodeFile('typescript'))});
export async function load(url, context, next) {
  if (!/\\.ts(\\?|$)/.test(url)) return next(url, context);
  const { outputText } = typescript.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { compilerOptions: { module: 'esnext', target: 'es2022' } });
  return { format: 'module', source: outputText, shortCircuit: true };
}
`);
  const node = join(folder, 'node');
  writeFileSync(node, `#!/bin/sh\n[ "$1" = --experimental-strip-types ] && shift\nexec '${process.execPath}' --import 'file://${loader}' "$@"\n`);
  chmodSync(node, 0o755);
  return `${folder}${delimiter}${path}`;
}

/** The same with a `node` that knows no TypeScript, and says so as Node before 22.6 does. */
export function nodeThatRefuses(folder: string, path: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'node'), '#!/bin/sh\necho "node: bad option: $1" >&2\nexit 9\n');
  chmodSync(join(folder, 'node'), 0o755);
  return `${folder}${delimiter}${path}`;
}
