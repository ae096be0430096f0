import { baseName, folderOf, type ProjectFiles } from '../model/files.ts';
import { isAside } from './aside.ts';
import { directNames, holdsCode, MANIFEST } from './code-folders.ts';
import type { DeclaredService, DockerfileUse, ServiceHints } from './hints.ts';

/** A folder that is deployed by itself. */
export interface ServiceRoot {
  readonly name: string;
  /** From the project root, '' for the root. */
  readonly root: string;
  /** The `railway.<name>.json` that makes several services of one folder; undefined for the folder's own. */
  readonly configFile: string | undefined;
  /** The name of the service in `.railway/railway.ts`, when that file names it. */
  readonly declaredAs: string | undefined;
}

/** A file that alone makes a folder a service. */
const DEPLOY_FILE = /^(Procfile|railway\.(json|toml)|nixpacks\.(toml|json)|railpack\.json|fly\.toml|heroku\.yml)$/;
const NAMED_CONFIG = /^railway[.-]([A-Za-z0-9_-]+)\.(json|toml)$/;
/** Folders that build, run or try what is deployed from elsewhere: a Dockerfile there makes no service. */
const AROUND = /(^|\/)(docker|infra|infrastructure|deploy|deployment|k8s|kubernetes|helm|terraform|ansible|scripts?|tools?|ci)(\/|$)/i;
/** Environments of one service rather than services: `railway.staging.json`. */
const NO_SERVICE = /^(schema|example|sample|template|staging|dev|development|local|test|preview)$/i;
/** Without any deployment file, services are looked for no deeper than this. */
const DEEPEST_MANIFEST = 3;

/** The services of a project: folders with a deployment file, or else with a manifest. Sorted by root and name. */
export function findServices(files: ProjectFiles, hints: ServiceHints): readonly ServiceRoot[] {
  const { declared } = hints;
  const folders = foldersWith(files, (name, path) => (DEPLOY_FILE.test(name) || name === 'Dockerfile') && !hints.foreign.has(path));
  const withManifest = foldersWith(files, (name) => MANIFEST.test(name));
  const named = declared.length > 0 ? declaredRoots(files, declared) : [];
  const covered = new Set(named.map((service) => service.root));
  const byFile = [...folders]
    .filter((folder) => !covered.has(folder) && isDeployed(files, folder, withManifest) && !isSharedImage(files, folder))
    .filter((folder) => (hasDeployFile(files, folder) ? !hints.shared.has(folder) : isOwnImage(folder, hints)))
    .flatMap((folder) => servicesOfFolder(folder, hints.dockerfiles));
  const byNamedConfig = namedConfigs(files, [...named, ...byFile], hints.foreign);
  const found = [...named, ...byFile, ...byNamedConfig];
  const services = found.length > 0 ? found : servicesOfManifests(files, withManifest);
  return distinctNames([...services].sort((a, b) => order(a.root, b.root) || order(a.name, b.name)));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function foldersWith(files: ProjectFiles, matches: (name: string, path: string) => boolean): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of files.paths) if (matches(baseName(path), path)) folders.add(folderOf(path));
  return folders;
}

function declaredRoots(files: ProjectFiles, declared: readonly DeclaredService[]): readonly ServiceRoot[] {
  return declared.flatMap(({ name, root }) => {
    const folder = (root ?? '').replace(/^\.?\/+|\/+$/g, '').replace(/^\.$/, '');
    return files.hasFolder(folder) ? [{ name, root: folder, configFile: undefined, declaredAs: name }] : [];
  });
}

/** A Dockerfile alone makes a service only where the code is, or at the root; other files do so anywhere but aside. */
function isDeployed(files: ProjectFiles, folder: string, withManifest: ReadonlySet<string>): boolean {
  if (folder === '') return true;
  if (isAside(folder)) return false;
  return hasDeployFile(files, folder) || (withManifest.has(folder) && !AROUND.test(folder));
}

function hasDeployFile(files: ProjectFiles, folder: string): boolean {
  return directNames(files, folder).some((name) => DEPLOY_FILE.test(name));
}

/** A Dockerfile is another service's where a platform's file outside names it, a start command enters its folder, or a file lists all services. */
function isOwnImage(folder: string, { declared, dockerfiles, entered }: ServiceHints): boolean {
  return declared.length === 0 && !entered.has(folder) && !dockerfiles.some(({ dockerfile }) => folderOf(dockerfile) === folder);
}

/** A folder whose Dockerfile only serves `railway.<name>.json` files is no service besides those. */
function isSharedImage(files: ProjectFiles, folder: string): boolean {
  const names = directNames(files, folder);
  return names.some((name) => NAMED_CONFIG.test(name)) && !names.some((name) => DEPLOY_FILE.test(name));
}

/** The service of a folder; its root is where its Dockerfile builds, when that is another folder. */
function servicesOfFolder(folder: string, dockerfiles: readonly DockerfileUse[]): readonly ServiceRoot[] {
  const moved = dockerfiles.find(({ configFile, buildsOwnFolder }) => buildsOwnFolder && folderOf(configFile) === folder && DEPLOY_FILE.test(baseName(configFile)));
  const root = moved === undefined ? folder : folderOf(moved.dockerfile);
  return [{ name: nameOf(root), root, configFile: moved?.configFile, declaredAs: undefined }];
}

function namedConfigs(files: ProjectFiles, found: readonly ServiceRoot[], foreign: ReadonlySet<string>): readonly ServiceRoot[] {
  return files.paths.flatMap((path) => {
    const [, name] = NAMED_CONFIG.exec(baseName(path)) ?? [];
    const folder = folderOf(path);
    if (name === undefined || foreign.has(path) || isAside(folder) || NO_SERVICE.test(name)) return [];
    const root = found.some((service) => service.root === folder) || holdsCode(files, folder) ? folder : '';
    return [{ name, root, configFile: path, declaredAs: undefined }];
  });
}

/** Without a deployment file: the root when it has a manifest, else the nearest folders that have one. */
function servicesOfManifests(files: ProjectFiles, withManifest: ReadonlySet<string>): readonly ServiceRoot[] {
  const usable = [...withManifest].filter((folder) => folder === '' || (!isAside(folder) && levelOf(folder) <= DEEPEST_MANIFEST));
  if (usable.includes('') || usable.length === 0) return files.paths.length === 0 ? [] : servicesOfFolder('', []);
  const nearest = usable.filter((folder) => !usable.some((other) => folder.startsWith(`${other}/`)));
  return nearest.flatMap((folder) => servicesOfFolder(folder, []));
}

function levelOf(folder: string): number {
  return folder.split('/').length;
}

/** The folder's name; for the root 'app', because the name of a checkout says nothing. */
function nameOf(folder: string): string {
  return folder === '' ? 'app' : baseName(folder);
}

/** Services that would share a name are told apart by their folder. */
function distinctNames(services: readonly ServiceRoot[]): readonly ServiceRoot[] {
  const counts = new Map<string, number>();
  for (const { name } of services) counts.set(name, (counts.get(name) ?? 0) + 1);
  const used = new Map<string, number>();
  return services.map((service) => {
    const isShared = (counts.get(service.name) ?? 0) > 1;
    const name = isShared && service.root !== '' ? service.root : service.name;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return { ...service, name: count === 1 ? name : `${name}-${count}` };
  });
}
