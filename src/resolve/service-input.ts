import type { ProjectFiles } from '../model/files.ts';
import type { Known } from '../model/fact.ts';
import type { LiveInput } from '../model/live-state.ts';
import type { Statement } from '../model/statement.ts';
import type { Assumptions } from '../model/assumptions.ts';

/** What the resolver is given for one service. */
export interface ServiceInput {
  readonly files: ProjectFiles;
  readonly name: string;
  /** Folder from the project root, '' for the root. */
  readonly root: string;
  /** Name of the project's own folder on disk: some builders name the program by it. */
  readonly folderName: string;
  /** The `railway.<name>.json` of this service; its folder's railway.json is then another service's. */
  readonly configFile: string | undefined;
  /** Statements of all files that concern the service. */
  readonly statements: readonly Statement[];
  /** All files below its folder that no other service owns, sorted. */
  readonly ownPaths: readonly string[];
  /** Code files that belong to the service. */
  readonly codePaths: readonly string[];
  /** `2026-11-22`: configuration formats have dates. */
  readonly asOf: string;
  readonly assumptions: Assumptions;
  /** Commands of the other services of its folder; none where it is alone there. */
  readonly elsewhere?: readonly Known<string>[];
  /** What the platform says of the service; undefined in a scan of files alone, and where it has no counterpart there. */
  readonly live?: LiveInput;
}
