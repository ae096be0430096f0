import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import type { VersionRequest } from '../../model/facts/runtime.ts';
import type { ProjectFiles } from '../../model/files.ts';
import type { FixContext, WantedFact } from '../context.ts';
import { created, edited, placeOf, refused, together } from '../planned.ts';
import { changeData } from './data-change.ts';
import { moveImages } from './docker-version.ts';
import { limitAgainst } from './version-limits.ts';
import { askFor, isOneLine, lineOf } from './version-text.ts';

/** A release that a service is to run on. */
interface Wanted {
  readonly language: 'python' | 'node';
  readonly version: string;
}

/** Files that only say what somebody wants to run on; ranges of manifests say what the project works with. */
const LIMITS = new Set(['requires-python', 'poetry']);

/**
 * Asks for another release of the main language, where the request stands that counts. Other files that asked for the same release as
 * that one go along, so that they still agree.
 */
export async function setVersion({ value }: WantedFact, context: FixContext): Promise<Planned> {
  const { facts } = context.service;
  const language = valueOf(facts['runtime.language']);
  if (typeof value !== 'string' || (language !== 'python' && language !== 'node')) return refused('nothing writes this version');
  const wanted: Wanted = { language, version: value };
  const asked = facts['runtime.requests'];
  if (asked?.state === 'unresolved') return refused('no file says which builder builds, and each takes the version from another place');
  const requests = (valueOf(asked) ?? []).filter((request) => request.language === language);
  const winner = requests.find(({ effective }) => effective);
  const asking = requests.find(({ by }) => !LIMITS.has(by));
  if (winner === undefined) return asking === undefined ? askFirst(wanted, context) : refused(asking.because);
  const old = winner.version;
  if (old === undefined) return refused(`${winner.at.value} is no release that can be told`);
  const along = requests.filter((request) => request !== winner && request.by !== 'dockerfile' && isAlike(request, old));
  const pinning = [winner, ...along].filter((request) => request.by === 'engines' && isOneLine(request));
  const except = new Set(pinning.flatMap(({ at }) => placeOf(at)?.file.path ?? []));
  const limit = await limitAgainst(value, language, { context, except });
  if (limit !== undefined) return refused(limit);
  const plans = [];
  for (const request of distinct([winner, ...along])) plans.push(await changeRequest(request, { ...wanted, old }, context));
  return together(plans);
}

/** True for a request that names the same release line and no other. */
function isAlike(request: VersionRequest, version: string): boolean {
  if (LIMITS.has(request.by) || request.version === undefined || !isOneLine(request)) return false;
  return lineOf(request.version, request.language) === lineOf(version, request.language);
}

/** A place may be listed twice, by the builder and by its installer. */
function distinct(requests: readonly VersionRequest[]): readonly VersionRequest[] {
  const seen = new Set<string>();
  return requests.filter(({ at }) => {
    const place = placeOf(at);
    const key = `${place?.file.path}:${place?.range.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

async function changeRequest(request: VersionRequest, { language, version, old }: Wanted & { readonly old: string }, { files }: FixContext): Promise<Planned> {
  const place = placeOf(request.at);
  if (place === undefined) return refused(`${request.by} asks for it outside of the files`);
  const file = files.read(place.file.path) ?? place.file;
  if (request.by === 'dockerfile') return moveImages(file, { language, from: old, to: version });
  return writeRequest(request, version, files);
}

/** Asks for a release where a request stands, in the words of that place. */
export function writeRequest(request: VersionRequest, version: string, files: ProjectFiles): Planned {
  const place = placeOf(request.at);
  if (place === undefined) return refused(`${request.by} asks for it outside of the files`);
  const { range } = place;
  const file = files.read(place.file.path) ?? place.file;
  if (request.by === 'pipfile' && files.has(`${file.path}.lock`)) return refused(`${file.path}.lock has to be made anew with ${file.path}`);
  const asked = askFor(version, request);
  if ('because' in asked) return refused(`in ${file.path}, ${asked.because}`);
  const written = file.text.slice(range.start, range.end);
  const value = request.at.value.trim();
  const at = written.indexOf(value);
  if (at === -1) return refused(`${file.path} writes ${request.at.value} in a way that cannot be changed`);
  if (request.by === 'nixpkgs' && file.text.split(value).length > 2) return refused(`${file.path} names more packages of ${value}`);
  const start = range.start + at;
  return asked.text === value ? edited(file.path, []) : edited(file.path, [{ range: { start, end: start + value.length }, text: asked.text }]);
}

/** Nobody asks for a version: the file that the people of the language would make. */
async function askFirst({ language, version }: Wanted, context: FixContext): Promise<Planned> {
  const { files, service: { root, facts } } = context;
  const builder = valueOf(facts['build.builder']);
  if (builder !== 'railpack' && builder !== 'nixpacks') return refused('no file asks for a version, and the builder does not say where one would');
  const inRoot = (name: string) => (root === '' ? name : `${root}/${name}`);
  const limit = await limitAgainst(version, language, { context, except: new Set() });
  if (limit !== undefined) return refused(limit);
  if (language === 'python') return created(inRoot('.python-version'), `${version}\n`);
  const manifest = files.read(inRoot('package.json'));
  if (manifest === undefined) return created(inRoot('.node-version'), `${version}\n`);
  const after = ['name', 'version', 'private', 'description', 'type', 'main'];
  return changeData(manifest, { kind: 'set', path: ['engines', 'node'], value: `${version}.x`, placing: { after } });
}
