import { ADAPTERS } from '../../src/adapters/index.ts';
import { openFolder } from '../../src/discover/open-folder.ts';
import { readProject } from '../../src/discover/read-project.ts';
import type { FactName } from '../../src/model/facts.ts';
import type { LiveState } from '../../src/model/live-state.ts';
import type { Service } from '../../src/model/project.ts';
import { describe } from '../../src/reporters/evidence.ts';
import { makeProject } from '../support/cli.ts';

/** The only service of a project of these files, as a scan with what the platform says reads it. */
export async function readLiveService(files: Readonly<Record<string, string>>, live: LiveState | undefined, asOf = '2026-11-22'): Promise<Service> {
  const { root, remove } = makeProject(files);
  try {
    const options = { adapters: ADAPTERS, asOf, assumptions: { facts: new Map(), variables: new Map() }, only: [], live };
    const { services: [service, ...others] } = await readProject(await openFolder(root), root, options);
    if (service === undefined || others.length > 0) throw new Error(`there are ${others.length + (service === undefined ? 0 : 1)} services`);
    return service;
  } finally {
    remove();
  }
}

/** Facts as a person reads them: `deploy.replicas = 3  Railway: web, deploy.numReplicas (production)`. */
export function printed({ facts }: Service, ...names: readonly FactName[]): readonly string[] {
  return names.map((name) => {
    const fact = facts[name];
    return fact === undefined ? `${name}: nobody says` : describe({ ...fact, name });
  });
}
