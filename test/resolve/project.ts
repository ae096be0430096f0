import { openFolder } from '../../src/discover/open-folder.ts';
import { ADAPTERS } from '../../src/adapters/index.ts';
import { readProject } from '../../src/discover/read-project.ts';
import type { Project } from '../../src/model/project.ts';
import type { FactName } from '../../src/model/facts.ts';
import { makeProject } from '../support/cli.ts';

/** Reads a project that is made of these files, as a scan does. */
export async function readFiles(files: Readonly<Record<string, string>>): Promise<Project> {
  const { root, remove } = makeProject(files);
  try {
    return await readProject(await openFolder(root), root, { adapters: ADAPTERS, asOf: '2026-11-22', assumptions: { facts: new Map(), variables: new Map() }, only: [] });
  } finally {
    remove();
  }
}

/** The services as lines: name, folder, and the facts that are asked for. */
export function printedServices(project: Project, names: readonly FactName[] = []): readonly string[] {
  return project.services.map(({ name, root, facts }) => [`${name} in ${root === '' ? '.' : root}`, ...names.map((fact) => printed(facts[fact]))].join(' | '));
}

function printed(fact: Project['services'][number]['facts'][FactName]): string {
  if (fact === undefined) return '-';
  if (fact.state !== 'known') return fact.state;
  return typeof fact.value === 'object' ? JSON.stringify(fact.value) : String(fact.value);
}
