import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ADAPTERS } from '../../src/adapters/index.ts';
import { openFolder } from '../../src/discover/open-folder.ts';
import { readProject } from '../../src/discover/read-project.ts';
import { patchedFiles } from '../../src/fixes/patched.ts';
import { planChange } from '../../src/fixes/plan.ts';
import { readTemplate } from '../../src/fixes/templates/read-template.ts';
import type { Change } from '../../src/model/change.ts';
import { makeProject } from './cli.ts';

const AS_OF = '2026-11-22';

/** The files that a change leaves changed or new, deleted ones as undefined; or why it is refused. */
export type Outcome = { readonly files: Readonly<Record<string, string | undefined>> } | { readonly because: string };

/** Plans a change in a folder for its first service, as the fix command would. Nothing is written. */
async function planIn(root: string, change: Change, asOf = AS_OF): Promise<Outcome> {
  const files = await openFolder(root);
  const { services } = await readProject(files, root, { adapters: ADAPTERS, asOf, assumptions: { facts: new Map(), variables: new Map() }, only: [] });
  const [service] = services;
  if (service === undefined) throw new Error('the project has no service');
  const planned = await planChange(change, { files, service, services, asOf, template: readTemplate });
  if (!planned.ok) return planned;
  const patched = patchedFiles(planned.changes, files);
  if ('because' in patched) return patched as { readonly because: string };
  return { files: Object.fromEntries([...patched].map(([path, file]) => [path, file?.text])) };
}

/** Plans a change in a folder and writes what it comes to; a refusal throws. */
export async function makeIn(root: string, change: Change, asOf = AS_OF): Promise<readonly string[]> {
  const outcome = await planIn(root, change, asOf);
  if ('because' in outcome) throw new Error(`refused because ${outcome.because}`);
  for (const [path, text] of Object.entries(outcome.files)) {
    if (text === undefined) rmSync(join(root, path));
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  return Object.keys(outcome.files);
}

/** The same for files that are given as texts. */
export async function planFor(texts: Readonly<Record<string, string>>, change: Change): Promise<Outcome> {
  const { root, remove } = makeProject(texts);
  try {
    return await planIn(root, change);
  } finally {
    remove();
  }
}
