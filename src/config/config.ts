import { NO_ASSUMPTIONS, type Assumptions } from '../model/assumptions.ts';
import type { Origin } from '../model/config-view.ts';
import type { Severity } from '../model/finding.ts';
import type { Grade } from '../model/grade.ts';
import type { Ignore } from '../model/ignore.ts';
import type { SourceFile } from '../model/source-file.ts';

export type { Origin } from '../model/config-view.ts';

/** A setting and who decided it. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** What a file says about the gates of `check`; a gate that is not named keeps its default. */
export interface GateSettings {
  /** New findings of this severity or worse fail; `never` for none. */
  readonly failOn?: Setting<Severity | 'never'>;
  /** How many points a service may lose for sure. */
  readonly maxDrop?: Setting<number>;
  /** How many points a service may lose because something can no longer be known. */
  readonly maxUndecided?: Setting<number>;
  readonly minScore?: Setting<number>;
  readonly minGrade?: Setting<Grade>;
  /** How many points a category may have lost, by category. */
  readonly maxLost: ReadonlyMap<string, Setting<number>>;
}

/** A service that the user declares, where the files do not show it, or not rightly. */
export interface ServiceSetting {
  readonly name: string;
  /** Where it is declared. */
  readonly origin: Origin;
  /** Folder from the project root, '' for the root; without one it is the service that is found under the name. */
  readonly root?: Setting<string>;
  readonly kind?: Setting<string>;
  /** What it is called on Railway; false where it is not there. */
  readonly railway?: Setting<string | false>;
  readonly facts: Assumptions;
  readonly rules: Settings['rules'];
}

/** The configuration that holds for a part of the project: the whole, or one service's folder. */
export interface Settings {
  readonly rules: ReadonlyMap<string, Setting<'off' | Severity>>;
  /** Facts that the user declares; they win, with provenance "assumed". */
  readonly facts: Assumptions;
  readonly ignores: readonly Ignore[];
}

/** What our configuration files say, the nearest word first, defaults filled in. */
export interface Config extends Settings {
  /** The files it was read from, from the outermost to the innermost; empty without any. */
  readonly files: readonly SourceFile[];
  /** Of those the one that counts for the whole project. */
  readonly main?: SourceFile;
  readonly edition?: Setting<string>;
  readonly gates: GateSettings;
  /** The baseline file, from the project root. */
  readonly baseline?: Setting<string>;
  /** The file that `optimize railway pull` wrote, from the project root. */
  readonly live?: Setting<string>;
  readonly services: readonly ServiceSetting[];
  /** Settings of a folder's own file, by folder from the project root; they have the project's in them already. */
  readonly folders: ReadonlyMap<string, Settings>;
}

/** What holds where nobody wrote a configuration file. */
export const NO_CONFIG: Config = {
  files: [], rules: new Map(), facts: NO_ASSUMPTIONS, ignores: [], gates: { maxLost: new Map() }, services: [], folders: new Map(),
};
