import { valueOf, type Fact } from '../model/fact.ts';
import type { ImageCopy } from '../model/facts/build.ts';
import { joinPath } from '../model/files.ts';
import { fileOf } from '../resolve/deploy.ts';
import { contains, statementsFor } from './ownership.ts';
import type { ServiceListing } from './read-project.ts';
import type { ServiceRoot } from './services.ts';

/** True where a Dockerfile of a service may be built from another folder than the service's: it lies elsewhere, or copies what is not inside. */
export function buildsFromRoot(service: ServiceRoot, listing: ServiceListing): boolean {
  const { files } = listing;
  return dockerfilesOf(service, listing).some(({ path, copies }) => !contains(service.root, path) || copies.some((from) => {
    const place = joinPath(service.root, from);
    return place === undefined || (!files.has(place) && !files.hasFolder(place));
  }));
}

/** True where one of its Dockerfiles copies a folder that holds services. */
export function copiesRoot(service: ServiceRoot, listing: ServiceListing): boolean {
  const roots = listing.services.map(({ root }) => root).filter((root) => root !== '');
  return dockerfilesOf(service, listing).some(({ copies }) => copies.some((from) => {
    const folder = joinPath('', from);
    return folder === undefined || folder === '' || from.includes('*') || from.includes('$') || roots.some((root) => contains(folder, root));
  }));
}

/** True where a change brings or takes a file: some are found by name alone, when only one has it. */
export function addsOrRemoves(changed: ReadonlySet<string>, before: ServiceListing, after: ServiceListing): boolean {
  return [...changed].some((path) => before.files.has(path) !== after.files.has(path));
}

function dockerfilesOf(service: ServiceRoot, { readings, services }: ServiceListing): readonly { readonly path: string; readonly copies: readonly string[] }[] {
  const own = statementsFor(service, readings.statements, services).filter(({ by }) => by === 'dockerfile');
  const copies = new Map<string, string[]>();
  for (const { fact } of own) {
    const path = fileOf(fact as Fact<unknown>)?.path;
    if (path === undefined) continue;
    const known = copies.get(path) ?? [];
    copies.set(path, known);
    if (fact.name === 'build.imageCopies') known.push(...(valueOf(fact as Fact<readonly ImageCopy[]>) ?? []).map(({ from }) => from));
  }
  return [...copies].map(([path, froms]) => ({ path, copies: froms }));
}
