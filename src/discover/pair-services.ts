import { baseName, folderOf } from '../model/files.ts';
import type { ServiceRoot } from './services.ts';

/** Which services of two states are the same one. */
export interface ServicePairs {
  /** In the order of the later state. */
  readonly pairs: readonly { readonly before: ServiceRoot; readonly after: ServiceRoot }[];
  readonly added: readonly ServiceRoot[];
  readonly removed: readonly ServiceRoot[];
}

type IsSame = (before: ServiceRoot, after: ServiceRoot) => boolean;

/**
 * Finds the services of one state in another one: by their name, else by their folder, else by their renamed folder (most of its files
 * went there), else by their renamed deployment file. A name that only stands for a folder goes where the folder is: a second `api` folder
 * takes nothing from the first. `renamed`: new paths by the old ones.
 */
export function pairServices(before: readonly ServiceRoot[], after: readonly ServiceRoot[], renamed: ReadonlyMap<string, string>): ServicePairs {
  const found = new Map<ServiceRoot, ServiceRoot>();
  const left = new Set(before);
  const pairBy = (isSame: IsSame): void => {
    for (const service of after) {
      const other = found.has(service) ? undefined : [...left].find((each) => isSame(each, service));
      if (other === undefined) continue;
      found.set(service, other);
      left.delete(other);
    }
  };
  const moved = movedFolders(before, renamed);
  pairBy((old, now) => old.name === now.name && old.root === now.root);
  pairBy((old, now) => isNamedByFolder(old) && isNamedByFolder(now) && old.root === now.root && old.configFile === now.configFile);
  pairBy((old, now) => old.name === now.name);
  pairBy((old, now) => old.root === now.root && old.configFile === now.configFile);
  pairBy((old, now) => old.configFile !== undefined && renamed.get(old.configFile) === now.configFile);
  pairBy((old, now) => old.root !== now.root && moved.get(old.root) === now.root);
  pairBy((old, now) => old.root === now.root);
  pairBy((old, now) => [...renamed].some(([from, to]) => folderOf(from) === old.root && folderOf(to) === now.root && DEPLOY_FILE.test(baseName(from))));
  return {
    pairs: after.flatMap((service) => {
      const other = found.get(service);
      return other === undefined ? [] : [{ before: other, after: service }];
    }),
    added: after.filter((service) => !found.has(service)), removed: before.filter((service) => left.has(service)),
  };
}

/** True where no file gives the service its name. */
function isNamedByFolder({ name, root, declaredAs }: ServiceRoot): boolean {
  return declaredAs === undefined && root !== '' && (name === root || name === baseName(root));
}

const DEPLOY_FILE = /^(Procfile|Dockerfile|railway[^/]*\.(json|toml)|nixpacks\.(toml|json)|railpack\.json|fly\.toml|heroku\.yml)$/;

/** Where most of the renamed files of each folder went, by the old folder. */
function movedFolders(services: readonly ServiceRoot[], renamed: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const root of new Set(services.map((service) => service.root))) {
    const places = new Map<string, number>();
    let count = 0;
    for (const [from, to] of renamed) {
      const below = root === '' ? `/${from}` : from.startsWith(`${root}/`) ? from.slice(root.length) : undefined;
      if (below === undefined) continue;
      count += 1;
      const folder = `/${to}`.endsWith(below) ? to.slice(0, Math.max(0, to.length - below.length)) : undefined;
      if (folder !== undefined) places.set(folder, (places.get(folder) ?? 0) + 1);
    }
    const [folder] = [...places].find(([, files]) => files * 2 > count) ?? [];
    if (folder !== undefined) moved.set(root, folder);
  }
  return moved;
}
