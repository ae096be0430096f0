import type { Environment } from '../model/environment.ts';
import type { Known, Fact } from '../model/fact.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { FactSet } from '../model/facts.ts';
import type { Problem } from '../model/problem.ts';
import type { Override } from '../model/project.ts';

/** A start command to follow to the server it ends in. */
export interface StartInput {
  readonly files: ProjectFiles;
  /** Folder of the service from the project root; the command runs here. */
  readonly root: string;
  /** The command. Its provenance range covers the command's text when that stands as written in one file. */
  readonly command: Known<string>;
  readonly form: 'exec' | 'shell';
  /** The shell that runs the shell form, where the builder says it: `bash` for Railpack and Nixpacks, `sh` for a Dockerfile. */
  readonly shell?: 'bash' | 'sh' | undefined;
  /** The image that the command runs in, which decides what /bin/sh is: `node:22-alpine`. */
  readonly image?: string | undefined;
  /** Variables that files set for the process; a prefix of the command is added while it is followed. */
  readonly environment: Environment;
  /** `/app` and the like: where `root` lies in the image, so that absolute paths in scripts can be followed. */
  readonly imageFolder: Fact<string> | undefined;
  /** The folder of the project in which the command starts, where that is not `root`. */
  readonly directory?: string | undefined;
}

/** What following it gave: facts named start.* and server.*, losers, problems of the files it read. */
export interface StartReading {
  readonly facts: FactSet;
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}
