import { absent, declared, defaulted } from '../../model/fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { Folder } from '../shared/folder.ts';
import { rangeOf } from '../shared/lines.ts';
import type { MiseTools } from './mise.ts';
import { RAILPACK, railpackSource } from './reference.ts';
import type { Settings } from './settings.ts';
import type { Tool } from './versions.ts';

/** What every provider looks at. */
export interface BuildInput {
  readonly folder: Folder;
  readonly settings: Settings;
  readonly mise: MiseTools;
  /** Name of the folder on disk; undefined at the project's root when nobody told. */
  readonly folderName: string | undefined;
}

/** What a provider makes of a folder. A field is undefined where the provider finds nothing. */
export interface Plan {
  readonly startCommand?: string | Fact<string> | undefined;
  readonly framework?: Fact<string> | undefined;
  readonly packageManager?: Fact<string> | undefined;
  readonly static?: boolean;
  readonly tools: readonly Tool[];
  /** Paths from the builder's folder. */
  readonly manifest?: string | undefined;
  readonly lockFile?: string | undefined;
}

/** One of railpack's languages. */
export interface Provider {
  /** Railpack's name of it, as railpack.json writes it; case does not count there. */
  readonly name: string;
  /** Our name of the language. */
  readonly language: string;
  /** Source of the provider, below core/. */
  readonly source: string;
  /** The file that makes railpack take this provider; '' when it is no file; undefined when it does not match. */
  detect(input: BuildInput): Promise<string | undefined> | string | undefined;
  /** The plan; undefined when the provider cannot go on, which only happens when railpack.json asks for it. */
  plan(input: BuildInput): Promise<Plan | undefined> | Plan | undefined;
}

/** A fact that a file shows: declared where `part` stands in it, or at its start; a default when it cannot be read. */
export function factOfFile(name: string, value: string, place: { folder: Folder; path: string; part?: string }): Fact<string> {
  const file = place.folder.read(place.path);
  if (file === undefined) return defaulted(name, value, RAILPACK, railpackSource('providers/provider.go'));
  return declared(name, value, file, rangeOf(file.text, place.part ?? ''));
}

/** The first of these files that exists. */
export function firstOf(folder: Folder, paths: readonly string[]): string | undefined {
  return paths.find((path) => folder.has(path));
}

/** The path of a file of the builder's folder, from the project root, as a fact. */
export function pathFact(name: string, folder: Folder, path: string | undefined): Fact<string> {
  if (path === undefined) return absent(name);
  return factOfFile(name, folder.path === '' ? path : `${folder.path}/${path}`, { folder, path });
}
