import type { Change, Plain, Planned } from '../model/change.ts';
import type { FactName } from '../model/facts.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { Service } from '../model/project.ts';

/** What the planning of a fix may look at. Nothing of it writes. */
export interface FixContext {
  /** The files as they were scanned, or as earlier fixes of the same run left them. */
  readonly files: ProjectFiles;
  /** The service that the finding is about. */
  readonly service: Service;
  readonly services: readonly Service[];
  /** `2026-11-22`: which files will go on counting depends on it. */
  readonly asOf: string;
  /** The text of a template of the package, by its path below `templates/`; undefined where there is none. */
  template(path: string): string | undefined;
}

/** Plans one kind of change. It never throws for what a project holds: what it cannot do is refused with the reason. */
export type Planner<C> = (change: C, context: FixContext) => Promise<Planned>;

/** A setting and the value that it is to get; no value takes the setting away. */
export interface WantedFact {
  readonly fact: FactName;
  readonly value?: Plain;
  /** The server's own name of the option, where no fact of its own is the setting: `max_requests_jitter`. */
  readonly option?: string;
}

export type SetOptions = Extract<Change, { kind: 'set-options' }>;
export type Rewrite = Extract<Change, { kind: 'rewrite' }>;
/** Rewritings by the name that rules give. */
export type Rewritings = Readonly<Record<string, Planner<Rewrite>>>;

/** True for JavaScript and TypeScript of every kind. */
export const isJavaScript = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);
