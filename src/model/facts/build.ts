import type { Known } from '../fact.ts';

/** What turns the source into an image. */
export type Builder = 'railpack' | 'nixpacks' | 'dockerfile' | 'heroku' | 'paketo' | 'render' | 'image';

/** A deployment configuration file, and whether anybody still reads it. */
export interface ConfigFile {
  /** The adapter's name: 'railway-json', 'nixpacks', 'procfile', ... The value's provenance is the whole file. */
  readonly kind: Known<string>;
  readonly path: string;
  /** False when the builder in use, or the date, means that nobody reads it. */
  readonly live: boolean;
  /** Why it is dead (or live), as a sentence part: "a Dockerfile build ignores nixpacks.toml". */
  readonly because: string;
  /** Names of the facts that the file states. */
  readonly states: readonly string[];
}

/** A `RUN --mount=type=cache` of a Dockerfile. */
export interface CacheMount {
  /** The mount's text, as written. */
  readonly at: Known<string>;
  readonly id: string | undefined;
  readonly target: string | undefined;
}

/** A part of the build's folder that lies in the final image. */
export interface ImageCopy {
  /** File or folder from the folder that is built, '' for all of it. */
  readonly from: string;
  /** Where it lies in the image: `/app/src`. */
  readonly to: string;
  /** The instruction that puts it there. */
  readonly at: Known<string>;
}

/** A build-time or image variable that a configuration file sets. */
export interface Variable {
  readonly variable: string;
  /** Undefined when only a run would tell. */
  readonly value: string | undefined;
  /** True where a railway.ts keeps whatever the platform has. https://docs.railway.com/infrastructure-as-code/reference */
  readonly isPreserved?: true;
  /** What may be said of an address whose value is hidden: scheme, ending of the host, port and options. */
  readonly address?: string;
  readonly at: Known<string>;
  /** Where it holds: in the image at run time, while building, or only as an example. */
  readonly scope: 'run' | 'build' | 'example';
}

/** A simple command of a RUN: `pip install -r requirements.txt`. */
export interface ImageCommand {
  /** The command as written; its provenance is its place. */
  readonly at: Known<string>;
  /** Its words without quotes, variables as written. Assignments in front and redirections are left out. */
  readonly words: readonly string[];
  /** The tool when it installs what a manifest names: `pip`, `npm`, `uv`; undefined for any other command. */
  readonly installer: string | undefined;
  /** True when it need not run: it stands behind `||`, in an `if`, a `case` or a loop. */
  readonly conditional: boolean;
}

/** An instruction of the Dockerfile in use, in a stage that the final image needs. */
export interface ImageInstruction {
  /** The whole instruction as written; its provenance is its place. */
  readonly at: Known<string>;
  /** Upper case: `RUN`, `COPY`, `FROM`. */
  readonly keyword: string;
  /** What stands behind the keyword and its flags: continuation lines joined, variables as written. */
  readonly text: string;
  /** `--mount=type=cache` and the like, in order; a flag may stand twice. */
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  /** The stage's name, or its number. */
  readonly stage: string;
  /** True when its result is in the final image: it stands in the final stage or in one that this grows from. */
  readonly final: boolean;
  /**
   * Words with the file's variables put in, undefined where only a build tells: the image of FROM, sources and target of COPY and ADD,
   * folder of WORKDIR, user of USER, values of EXPOSE and VOLUME. None for the others.
   */
  readonly words: readonly (string | undefined)[];
  /** Variables of ENV and ARG; no value where none is given or only a build tells. */
  readonly variables: readonly { readonly name: string; readonly value: string | undefined }[];
  /** Commands of a RUN in order; none when its text is no shell text that can be read. */
  readonly commands: readonly ImageCommand[];
}

/** One setting of railway.json, railway.toml or .railway/railway.ts as it is written, whichever of these files counts. */
export interface ConfigSetting {
  /** Keys on the way to it, from the file or from the options of the service; an item of a list has its number: `build.watchPatterns.0`. */
  readonly key: string;
  /** The environment that it is for; undefined where it is for all. */
  readonly environment: string | undefined;
  /** As written; undefined of null, and of what may be a secret. */
  readonly value: string | number | boolean | undefined;
  /** The adapter of the file: 'railway-json', 'railway-toml', 'railway-ts'. */
  readonly by: string;
  /** The value's text as written; its provenance is the value's place. */
  readonly at: Known<string>;
}

/** A comment of `railway config migrate` that stands in the place of a setting that it did not take over. */
export interface MigrationRemark {
  /** The key of the old file: `builder`, `dockerfilePath`, `watchPatterns`. */
  readonly key: string;
  /** Its text; undefined of what is no single text. */
  readonly value: string | undefined;
  /** The comment as written. */
  readonly at: Known<string>;
}

/** A file that a configuration names and that is not there. */
export interface MissingPath {
  /** The path as written. */
  readonly at: Known<string>;
  /** The setting that names it: `build.dockerfilePath`. */
  readonly setting: string;
  /** Files of the same name in other letters or another folder, nearest first, from the project root. */
  readonly similar: readonly string[];
}

/** A watch pattern with what it reaches. */
export interface WatchPattern {
  /** As written; `!` in front takes files out again. */
  readonly pattern: Known<string>;
  /** Files of the project that it matches by itself. */
  readonly matches: number;
  /**
   * Where it would match files when it matches none: with the service's folder in front, or without its own first folders, as where
   * the project is a folder of a larger repository.
   */
  readonly elsewhere: 'in-service' | 'above' | undefined;
  /** True when a pattern without a `!` stands before it in the list. */
  readonly isAfterInclusion: boolean;
}

/** A list in a builder's configuration: it replaces what the builder would do by itself, or adds to it. */
export interface BuildList {
  /** `phases.setup.nixPkgs`, `steps.build.commands`. */
  readonly key: string;
  /** The list as written; its provenance is the list. */
  readonly at: Known<string>;
  /** Its items: texts, the commands of objects, anything else as written. */
  readonly items: readonly string[];
  /** True with `...` among them, which stands for what the builder does by itself. */
  readonly extends: boolean;
}

export interface BuildFacts {
  /** Instructions of the Dockerfile in use, in order; stages that the final one does not need are left out. */
  'build.instructions': readonly ImageInstruction[];
  /** Patterns of the .dockerignore in use, in order; absent when the build has none. */
  'build.contextIgnores': readonly Known<string>[];
  /** What builds the image. */
  'build.builder': Builder;
  /** The build command that the configuration gives. */
  'build.command': string;
  /** The install command that the configuration gives. */
  'build.installCommand': string;
  /** The Dockerfile in use, from the project root. */
  'build.dockerfilePath': string;
  /** The platform's Root Directory, as far as a file says so. */
  'build.rootDirectory': string;
  /** Paths whose change starts a deployment. */
  'build.watchPatterns': readonly string[];
  /** Every deployment configuration file of the service. */
  'build.configFiles': readonly ConfigFile[];
  /** Cache mounts of the Dockerfile in use. */
  'build.cacheMounts': readonly CacheMount[];
  /** Base image of the final stage: `python:3.12-slim`. */
  'build.baseImage': string;
  /** Folder of the final image in which the start command runs: its last WORKDIR. */
  'build.workDirectory': string;
  /** Which parts of the built folder lie where in the final image; several stages are followed. */
  'build.imageCopies': readonly ImageCopy[];
  /** Variables that configuration files set. */
  'build.variables': readonly Variable[];
  /** Folder of the image in which the service's source lies, from WORKDIR and COPY: `/app`. */
  'build.imageFolder': string;
  /** Top-level and section keys of a Railway configuration that Railway does not know. */
  'build.unknownKeys': readonly Known<string>[];
  /** Lists of railpack.json, nixpacks.toml or nixpacks.json. */
  'build.lists': readonly BuildList[];
  /** Every key of railpack.json, with the keys above it: `deploy.startCommand`; the provenance is the key. */
  'build.railpackKeys': readonly Known<string>[];
  /** Dependencies that are files of the project: the builder copies all of it before it installs them. */
  'build.localSources': readonly Known<string>[];
  /** Names of the files at the top of the folder that is built; `.git` and what git ignores are not seen. */
  'build.contextFiles': readonly string[];
  /** Every setting of the service's Railway files as written, those of files that lost among them. */
  'build.settings': readonly ConfigSetting[];
  /** What `railway config migrate` left as comments in .railway/railway.ts. */
  'build.migrationRemarks': readonly MigrationRemark[];
  /** Files that configuration in force names and that are not there. */
  'build.missingPaths': readonly MissingPath[];
  /** Watch patterns of the configuration in force. */
  'build.watched': readonly WatchPattern[];
  /** Files of the service's folder that look like its Dockerfile and have a name that no builder takes: `dockerfile`. */
  'build.misnamedDockerfiles': readonly Known<string>[];
  /** The folder that is built, from the project root: COPY counts from it. '' is the root. */
  'build.contextFolder': string;
  /** Names of variables that a bundler writes into what browsers load, from examples of `.env`: `NEXT_PUBLIC_SHOP`. */
  'build.publicVariables': readonly Known<string>[];
}
