import type { Environment } from '../model/environment.ts';
import type { FactSet } from '../model/facts.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';

/** The code of one service to read. */
export interface CodeInput {
  readonly files: ProjectFiles;
  /** Folder of the service from the project root. */
  readonly root: string;
  /** Paths of code files that belong to the service, sorted (other services' folders are left out). */
  readonly paths: readonly string[];
  /** What is known so far: start.*, server.*, runtime.*. The application's file is 'start.appFile'. */
  readonly facts: FactSet;
  readonly environment: Environment;
}

/** What the code says: facts named web.*, database.*, redis.*, queue.*, http.*, async.*, process.*. */
export interface CodeReading {
  readonly facts: FactSet;
  readonly problems: readonly Problem[];
  /** Files that were parsed. */
  readonly parsed: readonly string[];
}
