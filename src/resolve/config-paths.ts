import { declared, type Fact, type Known } from '../model/fact.ts';
import type { ConfigSetting, MissingPath, WatchPattern } from '../model/facts/build.ts';
import { baseName, folderOf, joinPath, type ProjectFiles } from '../model/files.ts';
import type { Statement } from '../model/statement.ts';
import { livenessOf, type Situation } from './liveness.ts';
import type { ServiceInput } from './service-input.ts';
import { isMain } from './statements.ts';

/** Most files that are looked at for a pattern; a project of more is not asked. */
const MOST_FILES = 50_000;
const WATCH_PATTERN = /^(build\.)?watchPatterns\.\d+$/;
/** Files that configure another Dockerfile, or are none. */
const LOOKS_LIKE_DOCKERFILE = /^dockerfile(\.txt)?$/i;

/** Every setting of the service's Railway files as written, whichever of them counts. */
export function settingsAsWritten({ statements }: ServiceInput): readonly ConfigSetting[] {
  return statements.flatMap(({ fact }) => (fact.name === 'build.settings' && fact.state === 'known' ? (fact.value as readonly ConfigSetting[]) : []));
}

/** Files that configuration in force names and that are not there. Paths count from the service, from the file that names them, or from the project. */
export function missingPaths(input: ServiceInput, situation: Situation): readonly MissingPath[] {
  const named = input.statements.filter((statement) => statement.fact.name === 'build.dockerfilePath' && isMain(statement) && livenessOf(statement, situation).live);
  return named.flatMap((statement): readonly MissingPath[] => {
    const fact = statement.fact as Fact<string>;
    if (fact.state !== 'known' || isThere(fact, input)) return [];
    return [{ at: fact, setting: fact.name, similar: similarTo(fact.value, input.files, input.root) }];
  });
}

/** The platform's Root Directory may be any folder, so that a path of which one of the project's ends in it may be meant. */
function isThere({ value, provenance }: Known<string>, { files, root }: ServiceInput): boolean {
  if (value.includes('$')) return true;
  const home = provenance.kind === 'declared' ? folderOf(provenance.file.path) : '';
  const wanted = value.replace(/^\/+/, '');
  const places = [root, home, ''].map((folder) => joinPath(folder, wanted));
  if (places.some((path) => path !== undefined && files.has(path))) return true;
  const plain = joinPath('', wanted) ?? wanted.replace(/^(\.\.?\/)+/, '');
  return plain === '' || files.paths.some((path) => path.endsWith(`/${plain}`));
}

function similarTo(written: string, files: ProjectFiles, root: string): readonly string[] {
  const name = baseName(written).toLowerCase();
  const found = files.paths.filter((path) => baseName(path).toLowerCase() === name);
  const distance = (path: string) => (folderOf(path) === root ? 0 : path.startsWith(`${root}/`) || root === '' ? 1 : 2) * 100 + path.split('/').length;
  return found.toSorted((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1)).slice(0, 3);
}

/** The watch patterns of the configuration in force, each with the number of files that it matches; undefined where the project is too large to ask. */
export async function watchPatterns(input: ServiceInput, situation: Situation): Promise<readonly WatchPattern[] | undefined> {
  const inFiles = input.statements.filter((statement) => statement.fact.name === 'build.settings' && livenessOf(statement, situation).live).flatMap(patternsOf);
  const settings = inFiles.length > 0 ? inFiles : input.statements.flatMap(patternsOnPlatform);
  if (settings.length === 0) return [];
  if (input.files.paths.length > MOST_FILES) return undefined;
  const { default: ignore } = await import('ignore');
  const count = (pattern: string) => {
    const matcher = ignore().add(pattern);
    return input.files.paths.filter((path) => matcher.ignores(path)).length;
  };
  let isAfterInclusion = false;
  return settings.map((pattern) => {
    const isExclusion = pattern.value.startsWith('!');
    const plain = isExclusion ? pattern.value.slice(1) : pattern.value;
    const matches = count(plain);
    const result = { pattern, matches, elsewhere: matches > 0 ? undefined : elsewhere(plain, input, count), isAfterInclusion };
    isAfterInclusion ||= !isExclusion;
    return result;
  });
}

/** A pattern of which only wildcards are left says where the project lies by the name of its own folder alone. */
function elsewhere(pattern: string, { root, folderName }: ServiceInput, count: (pattern: string) => number): WatchPattern['elsewhere'] {
  const folders = pattern.replace(/^\.?\//, '').split('/');
  if (root !== '' && count(`/${root}/${folders.join('/')}`) > 0) return 'in-service';
  const first = folders.findIndex((folder) => /[*?[]/.test(folder));
  const literal = first === -1 ? folders.length - 1 : first;
  const isAbove = folders.slice(0, literal).some((folder, index) => {
    const inner = folders.slice(index + 1).join('/');
    return (/\w/.test(inner) || folder === folderName) && count(`/${inner}`) > 0;
  });
  return isAbove ? 'above' : undefined;
}

function patternsOf({ fact }: Statement): readonly Known<string>[] {
  const settings = fact.state === 'known' ? (fact.value as readonly ConfigSetting[]) : [];
  return settings.flatMap(({ key, environment, value, at: { provenance } }) => {
    if (environment !== undefined || typeof value !== 'string' || !WATCH_PATTERN.test(key) || provenance.kind !== 'declared') return [];
    return [declared('build.watched', value, provenance.file, provenance.range)];
  });
}

/** The patterns that the platform has, which count where no file gives any. */
function patternsOnPlatform({ by, fact }: Statement): readonly Known<string>[] {
  if (by !== 'railway-live' || fact.name !== 'build.watchPatterns' || fact.state !== 'known') return [];
  return (fact.value as readonly string[]).map((value) => ({ state: 'known', name: 'build.watched', value, provenance: fact.provenance }));
}

/** Files of the service's own folder with nearly the name that a builder looks for, where the right one is not there. */
export function misnamedDockerfiles({ files, root }: ServiceInput, dockerfile: string | undefined): readonly Known<string>[] {
  if (dockerfile !== undefined) return [];
  const inRoot = (name: string) => (root === '' ? name : `${root}/${name}`);
  const names = files.below(root).filter((path) => path === inRoot(baseName(path))).map(baseName);
  return names.filter((name) => name !== 'Dockerfile' && LOOKS_LIKE_DOCKERFILE.test(name)).flatMap((name) => {
    const file = files.read(inRoot(name));
    return file === undefined ? [] : [declared('build.misnamedDockerfiles', inRoot(name), file, { start: 0, end: 0 })];
  });
}
