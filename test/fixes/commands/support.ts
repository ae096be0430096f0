import { ADAPTERS } from '../../../src/adapters/index.ts';
import { readProject } from '../../../src/discover/read-project.ts';
import type { FixContext } from '../../../src/fixes/context.ts';
import { patchedFiles } from '../../../src/fixes/patched.ts';
import type { Planned } from '../../../src/model/change.ts';
import { filesOf } from '../../support/files.ts';

export type Texts = Readonly<Record<string, string>>;

/** What a planner sees of the first service of a project in memory. */
export async function contextOf(texts: Texts, asOf = '2026-11-22'): Promise<FixContext> {
  const files = filesOf(texts);
  const disk = { ...files, problems: () => [], readCount: () => files.paths.length, readFiles: () => [], above: () => [], readAbove: async () => undefined, walk: { paths: files.paths, links: new Set<string>(), truncated: false, unreadable: [] } };
  const project = await readProject(disk, '/project', { adapters: ADAPTERS, asOf, assumptions: { facts: new Map(), variables: new Map() }, only: [] });
  const [service] = project.services;
  if (service === undefined) throw new Error('there is no service in these files');
  return { files, service, services: project.services, asOf, template: () => undefined };
}

/** The texts that a plan leaves, or why there are none. */
export function textsAfter(planned: Planned, context: FixContext, texts: Texts): Texts | string {
  if (!planned.ok) return planned.because;
  const patched = patchedFiles(planned.changes, context.files);
  if ('because' in patched) return String(patched.because);
  return { ...texts, ...Object.fromEntries([...patched].map(([path, file]) => [path, file?.text ?? ''])) };
}
