import type { SourceFile } from '../model/source-file.ts';

/** What a configuration may name; the layer that knows the rules gives it. */
export interface KnownNames {
  /** Ids of rules, sorted. */
  readonly rules: readonly string[];
  /** First parts of those ids, sorted. */
  readonly categories: readonly string[];
  /** Ids of editions, sorted. */
  readonly editions: readonly string[];
}

/** What reading a configuration needs besides its files. */
export interface ConfigContext {
  readonly known: KnownNames;
  /** The folder of the project with the names of those above it, `/home/ada/shop/backend`. */
  readonly folder: string;
}

/** The files of a configuration. */
export interface ConfigFiles {
  /** The one that counts for the whole project. */
  readonly main: SourceFile | undefined;
  /** Those of folders below, outer folders first. */
  readonly inner: readonly SourceFile[];
  /** Another file, by its path from the project root, which may lead up: `../optimize.yaml`. */
  readonly read: (path: string) => Promise<SourceFile | undefined>;
  /** True for a folder of the project. */
  readonly hasFolder: (path: string) => boolean;
}
