import { databaseKindOf } from '../adapters/database-images.ts';
import type { Config, ServiceSetting } from '../config/config.ts';
import { folderOf, joinPath, type ProjectFiles } from '../model/files.ts';
import type { LiveService, LiveState } from '../model/live-state.ts';
import type { JoinedService, JoinSign, LoneService, RepositoryPlace, ServiceJoin } from '../model/service-join.ts';
import { mayBeHere } from './repository-place.ts';
import type { ServiceRoot } from './services.ts';

/** What a join looks at besides the services. */
export interface JoinContext {
  readonly config: Pick<Config, 'services'>;
  readonly place: RepositoryPlace;
  /** Files and folders of the project, by paths from there. */
  readonly files: Pick<ProjectFiles, 'has' | 'hasFolder'>;
}

interface Sides extends JoinContext {
  readonly roots: readonly ServiceRoot[];
  /** Services on the platform that are built from the code of this repository, as far as anybody knows. */
  readonly built: readonly LiveService[];
  readonly all: readonly LiveService[];
}

interface Sign {
  readonly by: JoinSign;
  readonly holds: (local: ServiceRoot, live: LiveService, sides: Sides) => boolean;
}

/**
 * Signs in their order. One counts where it shows one service only, on both sides; local ones that an earlier sign has joined count here too,
 * for what is left of a folder of two would be a guess. A service that is an image is shown by its name in `.railway/railway.ts` alone: a
 * folder `redis` beside a database of that name proves nothing.
 */
const SIGNS: readonly Sign[] = [
  { by: 'config-file', holds: (local, live, sides) => live.configFile !== undefined && configFilesOf(local, sides).includes(trimmed(live.configFile)) && isBuilt(live, sides) },
  { by: 'railway-ts', holds: ({ declaredAs }, live) => declaredAs !== undefined && isSameName(declaredAs, live.name) },
  { by: 'root-directory', holds: (local, live, sides) => isBuilt(live, sides) && folderOnTop(local, sides) === folderBuilt(live, sides) },
  { by: 'name', holds: (local, live, sides) => isBuilt(live, sides) && isSameName(local.name, live.name) && rootsAgree(local, live, sides) },
  { by: 'only-one', holds: (local, live, sides) => sides.roots.length === 1 && sides.built.length === 1 && isBuilt(live, sides) && rootsAgree(local, live, sides) },
];

/** Which service on the platform each local one is: by the configuration's word, or as far as that is certain. No two share one by a guess. */
export function joinServices(roots: readonly ServiceRoot[], { services: all }: LiveState, context: JoinContext): ServiceJoin<ServiceRoot> {
  const built = all.filter((live) => live.source?.image === undefined && mayBeHere(live.source?.repo, context.place));
  const sides: Sides = { ...context, roots, all, built };
  const joined: JoinedService<ServiceRoot>[] = roots.flatMap((local) => {
    const live = namedLive(settingOf(local, context)?.railway?.value, all);
    return live === undefined ? [] : [{ local, live, by: 'configuration' }];
  });
  const locals = roots.filter((local) => settingOf(local, context)?.railway === undefined);
  for (const { by, holds } of SIGNS) {
    const lives = all.filter((live) => !joined.some((pair) => pair.live === live));
    const pairs = locals.flatMap((local) => lives.filter((live) => holds(local, live, sides)).map((live) => ({ local, live, by })));
    const certain = pairs.filter((pair) => pairs.every((other) => other === pair || (other.local !== pair.local && other.live !== pair.live)));
    joined.push(...certain.filter(({ local }) => !joined.some((pair) => pair.local === local)));
  }
  const unmatched = all.filter((live) => !joined.some((pair) => pair.live === live));
  const ofLocal = new Map(joined.map((pair) => [pair.local, pair]));
  return {
    joined: roots.flatMap((local) => ofLocal.get(local) ?? []),
    lone: roots.filter((local) => !ofLocal.has(local)).map((local) => loneService(local, unmatched, sides)),
    unmatched,
  };
}

function loneService(local: ServiceRoot, unmatched: readonly LiveService[], sides: Sides): LoneService<ServiceRoot> {
  const railway = settingOf(local, sides)?.railway;
  const possible = unmatched.filter((live) => !isDatabase(live));
  const candidates = [...possible.filter((live) => isBuilt(live, sides)), ...possible.filter((live) => !isBuilt(live, sides))];
  if (railway === undefined) return { local, state: candidates.length === 0 ? 'none' : 'open', candidates };
  const said = railway.origin.kind === 'file' ? { said: { name: railway.value, file: railway.origin.file, range: railway.origin.range } } : {};
  return { local, state: railway.value === false ? 'absent' : 'misnamed', candidates, ...said };
}

function settingOf({ name }: ServiceRoot, { config }: Pick<JoinContext, 'config'>): ServiceSetting | undefined {
  return config.services.find((service) => service.name === name);
}

/** The service that the configuration names, in its exact letters before others. */
function namedLive(name: string | false | undefined, all: readonly LiveService[]): LiveService | undefined {
  if (name === undefined || name === false) return undefined;
  return all.find((live) => live.name === name) ?? all.find((live) => isSameName(live.name, name));
}

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const isBuilt = (live: LiveService, { built }: Sides): boolean => built.includes(live);

/** Railway's templates of databases are images of their own names: https://github.com/railwayapp-templates. */
function isDatabase({ source }: LiveService): boolean {
  const image = source?.image;
  return image !== undefined && (image.includes('railwayapp-templates/') || databaseKindOf(image) !== undefined);
}

/** Paths that a file has on the platform and in the project alike: Railway's begin at the top of the repository, whatever the root directory. https://docs.railway.com/config-as-code */
function configFilesOf({ root, configFile }: ServiceRoot, sides: Sides): readonly string[] {
  const own = configFile === undefined ? ['railway.json', 'railway.toml'].map((name) => joinPath(root, name) ?? name).filter((path) => sides.files.has(path)) : [configFile];
  return own.map((path) => joinPath(sides.place.folder, path) ?? path);
}

function folderOnTop({ root }: ServiceRoot, { place }: Sides): string {
  return joinPath(place.folder, root) ?? root;
}

/** The folder that a service is built from: where its Dockerfile lies, when that is the folder of a local service, else its root directory. */
function folderBuilt(live: LiveService, sides: Sides): string {
  const dockerfile = live.settings['build.dockerfilePath'];
  const folder = typeof dockerfile === 'string' ? trimmed(`${rootOf(live)}/${folderOf(dockerfile)}`) : undefined;
  return sides.roots.some((local) => folderOnTop(local, sides) === folder) ? (folder ?? '') : rootOf(live);
}

function rootOf({ source }: LiveService): string {
  return trimmed(source?.rootDirectory ?? '');
}

function trimmed(path: string): string {
  return joinPath('', path.replace(/^\/+/, '')) ?? path;
}

/** A root directory that is there and does not hold the service's own folder speaks against the two being one. One that is not there was moved. */
function rootsAgree(local: ServiceRoot, live: LiveService, sides: Sides): boolean {
  const [here, there] = [folderOnTop(local, sides), rootOf(live)];
  return there === '' || here === there || here.startsWith(`${there}/`) || isGone(there, sides);
}

/** True for a folder of the repository that would lie in the project, and does not. */
function isGone(path: string, { place, files }: Sides): boolean {
  const start = place.folder === '' ? '' : `${place.folder}/`;
  return path.startsWith(start) && !files.hasFolder(path.slice(start.length));
}
