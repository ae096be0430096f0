import { findNode, stringOf } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import { parseToml } from '../documents/toml.ts';
import { railwayJson, railwayToml } from '../adapters/railway-config.ts';
import { baseName, folderOf, type ProjectFiles } from '../model/files.ts';
import type { KeptFile } from '../model/migration.ts';
import { readOldFile, type OldFile } from './old-file.ts';
import { shown } from './readings.ts';

/** A service that an old file configures. */
export interface OldService {
  readonly old: OldFile;
  readonly name: string;
  /** True when the user gave the name. */
  readonly isNamed: boolean;
  /** True for `railway.<name>.json`. */
  readonly hasOwnName: boolean;
  readonly root: Root;
}

/** The folder that a service is built from, as far as the old file tells; '' is the root of the project. */
export interface Root {
  readonly folder: string;
  /** False where the folder of the file is all that speaks for it. */
  readonly isCertain: boolean;
}

/** What the user says about names, and which folders only show something. */
export interface NamingOptions {
  /** The name of the project's folder. */
  readonly folderName: string;
  /** Names of services by the path of their old file; '' for the only one. */
  readonly serviceNames: ReadonlyMap<string, string>;
  readonly projectName: string | undefined;
  /** True for folders of examples, tests and documents. */
  readonly isAside: (folder: string) => boolean;
}

/** The old files of a project. */
export interface OldServices {
  readonly services: readonly OldService[];
  /** Files that are nobody's, and why. */
  readonly aside: readonly (KeptFile & { readonly old: OldFile | undefined })[];
}

const NAME = /^railway(?:[.-]([\w-]+))?\.(?:json|toml)$/;
/** Environments of one service rather than services: `railway.staging.json`. */
const ENVIRONMENT = /^(staging|dev|development|local|test|preview|prod|production)$/i;
const CODE = /^(package\.json|requirements\.txt|pyproject\.toml|Pipfile|setup\.py|manage\.py|go\.mod|composer\.json|Gemfile|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|mix\.exs|deno\.jsonc?|Dockerfile)$/;

/** Finds the old files of a project, and the services that they configure. */
export async function findOldServices(files: ProjectFiles, options: NamingOptions): Promise<OldServices> {
  const aside: (KeptFile & { readonly old: OldFile | undefined })[] = [];
  const found: OldFile[] = [];
  const paths = files.paths.filter((path) => railwayJson.matches(path) || railwayToml.matches(path));
  for (const path of paths) {
    const file = files.read(path);
    const read = file === undefined ? { because: 'it cannot be read' } : await readOldFile(file);
    if ('because' in read) {
      aside.push({ path, because: read.because, old: undefined });
      continue;
    }
    const because = saysSomething(read) ? reasonAside(path, paths, options) : undefined;
    if (because !== undefined) aside.push({ path, because, old: read });
    else if (saysSomething(read)) found.push(read);
  }
  const shared = new Set(found.filter((old) => !options.serviceNames.has(old.file.path) && isShared(old, found)));
  aside.push(...[...shared].map((old) => ({ path: old.file.path, old, because: 'every service beside it has a file of its own, so none seems to read it' })));
  const services = await namedServices(files, found.filter((old) => !shared.has(old)), options);
  return { services, aside: aside.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Why a file configures no service; undefined where it does. */
function reasonAside(path: string, paths: readonly string[], { isAside, serviceNames }: NamingOptions): string | undefined {
  if (serviceNames.has(path)) return undefined;
  if (isAside(folderOf(path))) return 'it lies among examples, tests or documents';
  const name = NAME.exec(baseName(path))?.[1];
  if (name !== undefined && ENVIRONMENT.test(name)) return `it looks like the ${name} environment of another service, and not like a service`;
  const toml = path.replace(/\.json$/, '.toml');
  return toml !== path && paths.includes(toml) ? `${baseName(toml)} beside it is read instead` : undefined;
}

/** A file of that name that holds nothing of Railway's belongs to something else. */
function saysSomething({ fields }: OldFile): boolean {
  return fields.some(({ section, path }) => section !== undefined || path.startsWith('environments') || path === 'build' || path === 'deploy');
}

/** Where every named file starts something and the general one does not, that one is no service of its own. */
function isShared(old: OldFile, all: readonly OldFile[]): boolean {
  const starts = ({ fields }: OldFile) => fields.some(({ section, key }) => section === 'deploy' && key === 'startCommand');
  const folder = folderOf(old.file.path);
  const named = all.filter(({ file }) => folderOf(file.path) === folder && NAME.exec(baseName(file.path))?.[1] !== undefined);
  return isGeneral(old) && named.length > 1 && named.every(starts) && !starts(old);
}

async function namedServices(files: ProjectFiles, found: readonly OldFile[], options: NamingOptions): Promise<readonly OldService[]> {
  const { serviceNames } = options;
  const services: OldService[] = [];
  for (const old of found) {
    const { path } = old.file;
    const folder = folderOf(path);
    const given = serviceNames.get(path) ?? (found.length === 1 ? serviceNames.get('') : undefined);
    const own = NAME.exec(baseName(path))?.[1];
    const root = own === undefined || holdsCode(files, folder) || found.some((other) => isGeneral(other) && folderOf(other.file.path) === folder) ? rootOf(files, old) : AT_THE_TOP;
    const name = given ?? own ?? (folder === '' ? await projectName(files, options) : baseName(folder));
    services.push({ old, name, root, isNamed: given !== undefined, hasOwnName: own !== undefined });
  }
  return services.map((service) => ({ ...service, name: distinctName(service, services) }));
}

const AT_THE_TOP: Root = { folder: '', isCertain: true };
/** Commands that choose a package of a workspace are run from its top. */
const FROM_THE_TOP = /(^|\s)(--filter|--workspace|-F|-w)([ =]|$)|turbo|\bnx\b/;

/**
 * Railway builds a service from its Root Directory, which no old file states; the config file's path does not follow it:
 * https://docs.railway.com/builds/build-configuration. What the file names shows whether it is the file's own folder.
 */
function rootOf(files: ProjectFiles, { file, fields }: OldFile): Root {
  const folder = folderOf(file.path);
  if (folder === '') return AT_THE_TOP;
  const named = fields.find(({ section, key }) => section === 'build' && key === 'dockerfilePath');
  const dockerfile = named === undefined ? undefined : stringOf(named.value)?.replace(/^\.?\/+/, '');
  if (dockerfile !== undefined) {
    const [here, atTop] = [files.has(`${folder}/${dockerfile}`), files.has(dockerfile)];
    if (here) return { folder, isCertain: true };
    return atTop ? AT_THE_TOP : { folder, isCertain: false };
  }
  const commands = fields.filter(({ key }) => /command$/i.test(key)).map(({ value }) => shown(value));
  if (commands.some((command) => command.includes(`${folder}/`))) return AT_THE_TOP;
  return { folder, isCertain: holdsCode(files, folder) && !commands.some((command) => FROM_THE_TOP.test(command)) };
}

const isGeneral = ({ file }: OldFile): boolean => NAME.exec(baseName(file.path))?.[1] === undefined;

/** Services that would share a name are told apart by their folders. */
function distinctName({ name, old, isNamed }: OldService, all: readonly OldService[]): string {
  const same = all.filter((each) => each.name === name);
  if (isNamed || same.length === 1) return name;
  const folder = folderOf(old.file.path);
  const byFolder = folder === '' ? name : folder.replaceAll('/', '-');
  const index = same.filter((each) => folderOf(each.old.file.path) === folder).findIndex((each) => each.old === old);
  return index <= 0 ? byFolder : `${byFolder}-${baseName(old.file.path).replaceAll('.', '-')}`;
}

function holdsCode(files: ProjectFiles, folder: string): boolean {
  return files.below(folder).some((path) => folderOf(path) === folder && CODE.test(baseName(path)));
}

/** The project's name: as the user says, as its manifest says, or as its folder is called. */
export async function projectName(files: ProjectFiles, { projectName: given, folderName }: NamingOptions): Promise<string> {
  return given ?? (await manifestName(files)) ?? (folderName === '' ? 'app' : folderName);
}

/** Names of a workspace's top that say nothing. */
const GENERIC = /^(root|monorepo|workspace|repo|project)$/i;

async function manifestName(files: ProjectFiles): Promise<string | undefined> {
  const manifest = files.read('package.json');
  const json = manifest === undefined ? undefined : await parseJson(manifest.text);
  const name = json?.ok === true ? stringOf(findNode(json.document.root, ['name'])) : undefined;
  const bare = name?.replace(/^@[^/]*\//, '').trim() ?? '';
  if (bare !== '' && !GENERIC.test(bare)) return bare;
  const pyproject = files.read('pyproject.toml');
  const toml = pyproject === undefined ? undefined : await parseToml(pyproject.text);
  if (toml?.ok !== true) return undefined;
  const found = stringOf(findNode(toml.document.root, ['project', 'name'])) ?? stringOf(findNode(toml.document.root, ['tool', 'poetry', 'name']));
  return found === undefined || found.trim() === '' ? undefined : found;
}
