import { valueOf, type Fact } from '../model/fact.ts';
import type { ImageCopy } from '../model/facts/build.ts';
import { folderOf, joinPath, type ProjectFiles } from '../model/files.ts';
import type { Statement } from '../model/statement.ts';
import { fileOf } from '../resolve/deploy.ts';
import { liesAside } from './aside.ts';
import { holdsCode } from './code-folders.ts';

/** A service that `.railway/railway.ts` or render.yaml declares. */
export interface DeclaredService {
  readonly name: string;
  /** Its root directory, as far as the file says. */
  readonly root: string | undefined;
}

/** A platform's file that names a Dockerfile outside its own folder. */
export interface DockerfileUse {
  /** The file that names it: `railway.json`. */
  readonly configFile: string;
  readonly dockerfile: string;
  /** True when what the Dockerfile copies lies beside it, and not where the file that names it is. */
  readonly buildsOwnFolder: boolean;
}

/** What the files say of services, before anybody knows which there are. */
export interface ServiceHints {
  readonly declared: readonly DeclaredService[];
  readonly dockerfiles: readonly DockerfileUse[];
  /** Folders that the start command of another folder enters: `cd backend && ...`. */
  readonly entered: ReadonlySet<string>;
  /** Folders whose own railway.toml only holds what their `railway.<name>.json` files share. */
  readonly shared: ReadonlySet<string>;
  /** Files named like a service's configuration that hold something else: `railway-services.json` of a script, `public/trains/railway.json`. */
  readonly foreign: ReadonlySet<string>;
}

const RAILWAY = /^(railway-(ts|json|toml)|railpack|nixpacks)$/;
/** Files that start something by a command of their own. */
const STARTING = ['railway-json', 'railway-toml', 'nixpacks', 'railpack', 'procfile'];

/** Collects what the configuration files say of services. */
export function serviceHints(files: ProjectFiles, statements: readonly Statement[]): ServiceHints {
  return { declared: declaredServices(files, statements), dockerfiles: dockerfileUses(files, statements), entered: enteredFolders(statements), shared: sharedFolders(statements), foreign: foreignConfigs(files, statements) };
}

/** Services with source that a file describes by name; a blueprint of Render only where nothing goes to Railway. */
function declaredServices(files: ProjectFiles, all: readonly Statement[]): readonly DeclaredService[] {
  const statements = all.filter((statement) => !liesAside(pathOf(statement) ?? ''));
  const by = statements.some(({ by: reader }) => RAILWAY.test(reader)) ? 'railway-ts' : 'render';
  const blueprint = statements.filter((statement) => statement.by === by && isMainBlueprint(statement, statements));
  const images = new Set(blueprint.filter((statement) => isImage(statement) || isForeignImage(statement, all)).map(({ service }) => service));
  const services = new Map<string, DeclaredService>();
  for (const { service, fact } of blueprint) {
    if (service === undefined || images.has(service)) continue;
    const root = fact.name === 'build.rootDirectory' ? valueOf(fact as Fact<string>) : services.get(service)?.root;
    services.set(service, { name: service, root: root ?? homeOf(files, fact as Fact<unknown>, by) });
  }
  return [...services.values()];
}

/** Render reads one blueprint of a repository: the one at the root, where there is one. https://render.com/docs/infrastructure-as-code */
function isMainBlueprint(statement: Statement, all: readonly Statement[]): boolean {
  if (statement.by !== 'render') return true;
  return pathOf(statement) === 'render.yaml' || !all.some((other) => other.by === 'render' && pathOf(other) === 'render.yaml');
}

/** The folder of a blueprint below the root, where the code lies beside it. */
function homeOf(files: ProjectFiles, fact: Fact<unknown>, by: string): string | undefined {
  const folder = folderOf(fileOf(fact)?.path ?? '');
  if (by !== 'render' || folder === '') return undefined;
  return files.below(folder).some((path) => folderOf(path) === folder && /\.(py|[cm]?[jt]s|go|rb|php)$|\/(package\.json|requirements\.txt)$/.test(path)) ? folder : undefined;
}

/** A service that runs somebody else's image has no source here to judge. */
function isImage({ fact }: Statement): boolean {
  return fact.name === 'build.builder' && valueOf(fact as Fact<string>) === 'image';
}

/** What a server of somebody else is configured with. */
const SETTINGS = /\.(?:ya?ml|conf|cnf|ini|xml|properties|sql|crt|pem)$/;

/** True for a Dockerfile that takes nothing from the project but settings: `FROM clickhouse/clickhouse-server`. */
function isForeignImage({ fact }: Statement, all: readonly Statement[]): boolean {
  if (fact.name !== 'build.dockerfilePath' || fact.state !== 'known') return false;
  const named = joinPath('', String(fact.value).replace(/^\/+/, ''));
  const own = all.filter((statement) => statement.by === 'dockerfile' && pathOf(statement) === named);
  return own.length > 0 && copiesOf(own).every(({ from }) => SETTINGS.test(from));
}

function dockerfileUses(files: ProjectFiles, statements: readonly Statement[]): readonly DockerfileUse[] {
  return statements.flatMap((statement): readonly DockerfileUse[] => {
    const { by, fact } = statement;
    const configFile = pathOf(statement);
    if (fact.name !== 'build.dockerfilePath' || !['railway-json', 'railway-toml', 'fly'].includes(by) || configFile === undefined) return [];
    const named = valueOf(fact as Fact<string>)?.replace(/^\/+/, '') ?? '';
    const home = folderOf(configFile);
    const dockerfile = [home, ''].map((folder) => joinPath(folder, named)).find((path) => path !== undefined && files.has(path));
    if (dockerfile === undefined || folderOf(dockerfile) === home) return [];
    return [{ configFile, dockerfile, buildsOwnFolder: buildsOwnFolder(files, dockerfile, statements, home) }];
  });
}

function buildsOwnFolder(files: ProjectFiles, dockerfile: string, statements: readonly Statement[], home: string): boolean {
  const own = statements.filter((statement) => statement.by === 'dockerfile' && pathOf(statement) === dockerfile);
  const copies = copiesOf(own).map(({ from }) => from).filter((from) => from !== '' && !from.includes('*'));
  const lieIn = (folder: string) => copies.every((from) => {
    const path = joinPath(folder, from);
    return path !== undefined && (files.has(path) || files.hasFolder(path));
  });
  return copies.length > 0 && lieIn(folderOf(dockerfile)) && !lieIn(home) && !lieIn('');
}

function copiesOf(statements: readonly Statement[]): readonly ImageCopy[] {
  return statements.flatMap(({ fact }) => (fact.name === 'build.imageCopies' ? valueOf(fact as Fact<readonly ImageCopy[]>) ?? [] : []));
}

/** Folders that a start command goes into before it starts anything. */
function enteredFolders(statements: readonly Statement[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const statement of statements) {
    const { by, fact } = statement;
    const home = folderOf(pathOf(statement) ?? '');
    if (fact.name !== 'start.command' || !STARTING.includes(by) || fact.state !== 'known' || home === undefined) continue;
    for (const part of String(fact.value).split(/&&|;/)) {
      const [program, target] = part.trim().split(/\s+/);
      const folder = program === 'cd' && target !== undefined ? joinPath(home, target.replaceAll(/["']/g, '')) : undefined;
      if (folder !== undefined && folder !== home) folders.add(folder);
    }
  }
  return folders;
}

/** Where every named configuration has a start command and the general one has none, that one is no service of its own. */
function sharedFolders(statements: readonly Statement[]): ReadonlySet<string> {
  const configs = new Map<string, boolean>();
  for (const statement of statements) {
    const path = pathOf(statement);
    if (path === undefined || !['railway-json', 'railway-toml'].includes(statement.by)) continue;
    configs.set(path, configs.get(path) === true || statement.fact.name === 'start.command');
  }
  const folders = new Set([...configs.keys()].map(folderOf));
  return new Set([...folders].filter((folder) => {
    const inside = [...configs].filter(([path]) => folderOf(path) === folder);
    const named = inside.filter(([path]) => !/(^|\/)railway\.(json|toml)$/.test(path));
    return named.length > 1 && named.every(([, starts]) => starts) && inside.every(([path, starts]) => named.some(([other]) => other === path) || !starts);
  }));
}

/** Files of which Railway knows no key and that are not called railway.json or railway.toml, or lie below the root beside no code. */
function foreignConfigs(files: ProjectFiles, statements: readonly Statement[]): ReadonlySet<string> {
  const foreign = new Set<string>();
  const own = statements.filter(({ by }) => by === 'railway-json' || by === 'railway-toml');
  for (const statement of own) {
    const { fact } = statement;
    const path = pathOf(statement) ?? '';
    if (fact.name === 'build.unknownKeys' && (valueOf(fact as Fact<readonly unknown[]>) ?? []).length > 0 && (!/(^|\/)railway\.(json|toml)$/.test(path) || isData(files, path))) foreign.add(path);
  }
  for (const statement of own) if (!/^build\.(unknownKeys|settings)$/.test(statement.fact.name)) foreign.delete(pathOf(statement) ?? '');
  return foreign;
}

/** `public/trains/railway.json`: a schema, code beside it or the root of the project would say that somebody means Railway. */
function isData(files: ProjectFiles, path: string): boolean {
  const folder = folderOf(path);
  return folder !== '' && !holdsCode(files, folder) && files.read(path)?.text.includes('"$schema"') === false;
}

function pathOf({ fact }: Statement): string | undefined {
  return fileOf(fact as Fact<unknown>)?.path;
}
