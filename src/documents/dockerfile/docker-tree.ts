import type { Range } from '../../text/range.ts';

/**
 * A plain tree of a Dockerfile: stages and instructions as objects with ranges. `dockerfile.ts` makes it from the parser's tree, so
 * that nobody else depends on the parser.
 */
export interface Dockerfile {
  /** `ARG`s before the first `FROM`. */
  readonly globals: readonly DockerVariable[];
  readonly stages: readonly DockerStage[];
}

export interface DockerStage {
  readonly index: number;
  /** The alias of `AS`. */
  readonly name: string | undefined;
  /** The image or stage as written: `python:${V}-slim`. */
  readonly base: DockerText;
  /** Index of the earlier stage that it builds on; undefined for an image. */
  readonly baseStage: number | undefined;
  readonly platform: string | undefined;
  readonly instructions: readonly DockerInstruction[];
  /** The FROM instruction. */
  readonly range: Range;
  /** The FROM instruction as it is written. */
  readonly written: DockerNode;
}

/** A text with variables of the file put in; `value` is undefined when only a build would tell. */
export interface DockerText {
  readonly source: string;
  readonly value: string | undefined;
  readonly range: Range;
}

export interface DockerVariable {
  readonly name: string;
  /** Undefined for `ARG NAME`, and when only a build would tell. */
  readonly value: string | undefined;
  readonly range: Range;
}

/** What CMD, ENTRYPOINT, RUN or a health check runs. */
export type DockerCommand =
  /** Exec form: `words` as they reach the program, each with its place. */
  | { readonly form: 'exec'; readonly words: readonly DockerText[]; readonly range: Range }
  /** Shell form: the text as the shell gets it, comments and continuations taken out. */
  | { readonly form: 'shell'; readonly text: string; readonly range: Range; source(start: number, end: number): Range };

/** A `--mount=` of RUN. */
export interface DockerMount {
  /** The text behind `--mount=`. */
  readonly text: string;
  readonly options: ReadonlyMap<string, string>;
  readonly range: Range;
}

/** What every instruction has, whatever it means. */
export interface DockerNode {
  readonly range: Range;
  /** Upper case: `RUN`. */
  readonly keyword: string;
  /** What stands behind keyword and flags, with continuations and comments taken out. */
  readonly behind: string;
  readonly flags: readonly { readonly name: string; readonly value: string }[];
}

/** What an instruction means. */
export type DockerMeaning =
  | { readonly kind: 'env' | 'arg'; readonly variables: readonly DockerVariable[] }
  | { readonly kind: 'workdir' | 'user' | 'stopsignal'; readonly text: DockerText }
  | { readonly kind: 'expose' | 'volume'; readonly values: readonly DockerText[] }
  | DockerCopy
  | { readonly kind: 'run'; readonly command: DockerCommand; readonly mounts: readonly DockerMount[] }
  | { readonly kind: 'cmd' | 'entrypoint'; readonly command: DockerCommand }
  | { readonly kind: 'shell'; readonly words: readonly DockerText[] }
  /** Without a command: `HEALTHCHECK NONE`. */
  | { readonly kind: 'healthcheck'; readonly command: DockerCommand | undefined }
  /** It runs in images that build on this one. */
  | { readonly kind: 'onbuild' }
  | { readonly kind: 'other' };

export type DockerInstruction = DockerNode & DockerMeaning;

export interface DockerCopy {
  readonly kind: 'copy' | 'add';
  readonly sources: readonly DockerText[];
  readonly destination: DockerText;
  /** The stage or image of `--from=`. */
  readonly from: DockerText | undefined;
  /** Index of the stage that `from` names. */
  readonly fromStage: number | undefined;
}
