import { baseName, folderOf } from '../model/files.ts';
import { isSameList } from '../text/same-list.ts';
import type { ChangeBetween } from './change-between.ts';
import { changesWholeProject } from './whole-project.ts';
import { addsOrRemoves, buildsFromRoot, copiesRoot } from './image-context.ts';
import { carriesMention, isForPeople, wordsFor } from './mentions.ts';
import { contains, statementsFor } from './ownership.ts';
import type { ServiceListing } from './read-project.ts';
import type { ServiceRoot } from './services.ts';

/** The services that a change can affect, as entries of the two listings. */
export interface Affected {
  readonly before: ReadonlySet<ServiceRoot>;
  readonly after: ReadonlySet<ServiceRoot>;
}

/**
 * Which services a change can affect. None is missed; some are named that do not change. A service is affected by a path in its folder,
 * in a folder around it or in one inside of it, by a statement that concerns it, and by another folder that its files mention; a path
 * outside of all services affects all, but for another text for people, which affects those that name it.
 */
export async function affectedServices(change: ChangeBetween): Promise<Affected> {
  const { before, after } = change;
  const roots = [...new Set([...before.services, ...after.services].map(({ root }) => root))].sort();
  const origins = originsOf(change, roots);
  const isReached = origins === undefined || changesWholeProject(change) ? (): boolean => true : await reachedFrom(origins, roots, change);
  const stated = statedDifferently(before, after);
  const isAffected = (service: ServiceRoot): boolean => stated.has(service) || isReached(service.root) || isBuiltFrom(service, change);
  return { before: new Set(before.services.filter(isAffected)), after: new Set(after.services.filter(isAffected)) };
}

/** Folders of services whose own files changed, or whose service came or went; undefined where a file of none changed. */
function originsOf({ before, after, changed }: ChangeBetween, roots: readonly string[]): ReadonlySet<string> | undefined {
  const origins = new Set<string>();
  for (const path of changed) {
    const root = ownerOf(path, roots);
    if (root === undefined && !(isForPeople(path) && before.files.has(path) && after.files.has(path))) return undefined;
    if (root !== undefined) origins.add(root);
  }
  const [old, now] = [new Set(before.services.map(({ root }) => root)), new Set(after.services.map(({ root }) => root))];
  for (const root of roots) if (!old.has(root) || !now.has(root)) origins.add(root);
  return origins;
}

/** The innermost folder of a service that holds a path. */
function ownerOf(path: string, roots: readonly string[]): string | undefined {
  const known = new Set(roots);
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (known.has(folder)) return folder;
    if (folder === '') return undefined;
  }
}

/** Follows mentions from the folders that changed, until no further folder is reached. */
async function reachedFrom(origins: ReadonlySet<string>, roots: readonly string[], { before, after, changed, mentions }: ChangeBetween): Promise<(root: string) => boolean> {
  const spreading = new Set<string>();
  const reached = new Set<string>();
  const ownersWith = async (words: readonly string[] | undefined) => {
    const paths = words === undefined ? undefined : await mentions(words);
    return new Set(paths?.filter(carriesMention).map((path) => ownerOf(path, roots)) ?? [undefined]);
  };
  const naming = await ownersWith([...changed].filter((path) => ownerOf(path, roots) === undefined).map(baseName));
  if (naming.has(undefined)) return () => true;
  let next = [...origins, ...naming] as string[];
  while (next.length > 0) {
    for (const root of next) spreading.add(root);
    const around = roots.filter((root) => next.some((each) => contains(root, `${each}/`) || contains(each, `${root}/`) || each === root));
    const fresh = around.filter((root) => !reached.has(root));
    for (const root of fresh) reached.add(root);
    const owners = await ownersWith(wordsFor(fresh, [before.files, after.files]));
    if (owners.has(undefined)) return () => true;
    next = [...owners].filter((owner) => owner !== undefined && !spreading.has(owner) && !isOnlyItself(owner, fresh, reached)) as string[];
  }
  return (root) => reached.has(root);
}

/** A folder that is reached already and that holds none of the other ones passes nothing on by speaking of itself. */
function isOnlyItself(owner: string, fresh: readonly string[], reached: ReadonlySet<string>): boolean {
  return reached.has(owner) && fresh.length === 1 && fresh[0] === owner;
}

/** An image whose files come from the root of the project may take files of any service. */
function isBuiltFrom(service: ServiceRoot, { before, after, changed }: ChangeBetween): boolean {
  return changed.size > 0 && [before, after].some((listing) => buildsFromRoot(service, listing) && (copiesRoot(service, listing) || addsOrRemoves(changed, before, after)));
}

/** Services that the configuration files say another thing of, or that have no counterpart. */
function statedDifferently(before: ServiceListing, after: ServiceListing): ReadonlySet<ServiceRoot> {
  if (isSameList(before.services, after.services) && isSameList(before.readings.statements, after.readings.statements)) return new Set();
  const keyOf = ({ name, root, configFile, declaredAs }: ServiceRoot): string => JSON.stringify([name, root, configFile, declaredAs]);
  const old = new Map(before.services.map((service) => [keyOf(service), service]));
  const now = new Map(after.services.map((service) => [keyOf(service), service]));
  const found = new Set<ServiceRoot>();
  for (const [key, service] of [...old, ...now]) {
    const [earlier, later] = [old.get(key), now.get(key)];
    const isSame = earlier !== undefined && later !== undefined && isSameList(
      statementsFor(earlier, before.readings.statements, before.services), statementsFor(later, after.readings.statements, after.services),
    );
    if (!isSame) found.add(service);
  }
  return found;
}
