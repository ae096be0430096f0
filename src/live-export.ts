import type { Config, Setting } from './config/config.ts';
import type { FileTree } from './discover/file-tree.ts';
import { fileAt } from './discover/find-config.ts';
import { withOverlay } from './discover/overlay.ts';
import { repositoryPlace } from './discover/repository-place.ts';
import { readLiveState } from './live/state-file.ts';
import type { LiveState } from './model/live-state.ts';
import type { RepositoryPlace } from './model/service-join.ts';
import type { SourceFile } from './model/source-file.ts';
import { positionAt } from './text/range.ts';
import { UsageError } from './usage-error.ts';

/** What a scan was told about the platform's word. */
interface Joining {
  readonly folder: string;
  readonly live?: LiveState;
  readonly liveFile?: string;
  readonly place?: RepositoryPlace;
}

/** What a scan needs to join the platform's word: the word itself, where the project lies, and its files without the one that holds the word. */
export async function joinedSource(files: FileTree, config: Config, { folder, liveFile, ...given }: Joining) {
  const place = given.place ?? await placeOnce(folder);
  const live = given.live ?? await stateIn(await namedFile(files, config.live));
  return { files: withoutLiveFile(files, config, liveFile), options: { live, place } };
}

/** The files of a project without the export that its configuration names, and without another one: such a file holds the names of all variables, and is no part of the program. */
export function withoutLiveFile(files: FileTree, { live }: Config, other?: string): FileTree {
  const paths = [live?.value, other].flatMap((path) => (path !== undefined && files.has(path) ? [path] : []));
  return withOverlay(files, new Map(paths.map((path) => [path, undefined])));
}

/** The file that the configuration names. A UsageError says where it does. */
async function namedFile(files: FileTree, named: Setting<string> | undefined): Promise<SourceFile> {
  const path = named?.value ?? '';
  const file = await fileAt(files, path);
  if (file !== undefined) return file;
  const place = named?.origin.kind === 'file' ? `${placeOf(named.origin.file, named.origin.range.start)}: ` : '';
  throw new UsageError(`${place}there is no file ${path} with what Railway says`, `write it with \`optimize railway pull --output ${path}\`; one that git ignores does not count`, 'config');
}

/** Places by folder: a run that tries fixes scans one folder many times. */
const PLACES = new Map<string, Promise<RepositoryPlace>>();

function placeOnce(folder: string): Promise<RepositoryPlace> {
  const place = PLACES.get(folder) ?? repositoryPlace(folder);
  PLACES.set(folder, place);
  return place;
}

/** States by the file that holds them, for the same reason. */
const STATES = new WeakMap<SourceFile, Promise<LiveState>>();

/** The state that a file holds. A UsageError says on which line it is none. */
export function stateIn(file: SourceFile): Promise<LiveState> {
  const state = STATES.get(file) ?? readState(file);
  STATES.set(file, state);
  return state;
}

async function readState(file: SourceFile): Promise<LiveState> {
  const read = await readLiveState(file.text);
  if (!('message' in read)) return read;
  throw new UsageError(`${file.path}${read.line === undefined ? '' : `:${read.line}`}: ${read.message}`, '`optimize railway pull --output FILE` writes such a file', 'live-file');
}

function placeOf({ path, text }: SourceFile, offset: number): string {
  const { line, column } = positionAt(text, offset);
  return `${path}:${line}:${column}`;
}
