import { parseDockerfile } from '../documents/dockerfile.ts';
import { finalStage, reachableStages, stageChain } from '../documents/dockerfile/docker-stages.ts';
import type { DockerStage, Dockerfile } from '../documents/dockerfile/docker-tree.ts';
import { absent, declared } from '../model/fact.ts';
import type { CacheMount, Variable } from '../model/facts/build.ts';
import type { VersionRequest } from '../model/facts/runtime.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Adapter } from './adapter.ts';
import { entrypointOfImage, fileServerOf, runtimesOfImage, startsNothing } from './dockerfile/images.ts';
import { installsOf } from './dockerfile/install.ts';
import { readInstructions } from './dockerfile/instructions.ts';
import { imageFolderOf, layoutOf } from './dockerfile/layout.ts';
import { imageStart } from './dockerfile/start.ts';
import { brokenReading, collectorFor } from './statements.ts';
import type { Collector } from './statements.ts';

const NAME = /^(?:(?:[Dd]ocker|[Cc]ontainer)file(?:[.-][\w.-]+)?|[\w.-]+\.[Dd]ockerfile)$/;
/** Files beside a Dockerfile, and templates of one. */
const NONE = /\.(?:dockerignore|md|txt|j2|jinja2?|tmpl|template|tpl|erb|ejs|hbs|mustache|bak|orig|py|sh|json|ya?ml)$/i;

/** Dockerfile: what the final stage is built on, starts and holds. Stages that it does not need say nothing. */
export const dockerfile: Adapter = {
  name: 'dockerfile',
  matches: (path) => NAME.test(baseName(path)) && !NONE.test(path),
  read: (file) => readDockerfile(file),
};

/** Reads a Dockerfile up to a target stage; the last stage where none is named. */
export async function readDockerfile(file: SourceFile, target?: string): Promise<Reading> {
  const parsed = await parseDockerfile(file.text);
  if (!parsed.ok) return brokenReading(file, parsed.problem);
  const collector = collectorFor('dockerfile', file);
  const stage = finalStage(parsed.document, target);
  if (stage === undefined) return { statements: [], problems: [] };
  const chain = stageChain(parsed.document, stage);
  const stages = reachableStages(parsed.document, stage);
  readBase(chain, collector);
  readStart(chain, collector);
  readRequests(parsed.document, { stages, final: stage }, collector);
  readLayout(parsed.document, stage, collector);
  readVariables({ globals: parsed.document, stages, chain }, collector);
  readMounts(stages, collector);
  await readInstalls(stages, collector);
  await readInstructions({ stages, chain }, collector);
  return { statements: collector.statements, problems: collector.problems };
}

function readBase([first]: readonly DockerStage[], collector: Collector): void {
  if (first === undefined) return;
  const { value, source, range } = first.base;
  if (value === undefined) collector.unresolved('build.baseImage', `a build argument decides what ${source} is`, range);
  else collector.known('build.baseImage', value, range);
}

function readStart(chain: readonly DockerStage[], collector: Collector): void {
  const image = chain[0]?.base.value;
  const start = imageStart(chain, image === undefined ? undefined : entrypointOfImage(image));
  if (start !== undefined) {
    collector.known('start.command', start.command, start.range);
    collector.known('start.form', start.form, start.range);
    return;
  }
  const base = chain[0]?.base;
  const server = image === undefined ? undefined : fileServerOf(image);
  if (base !== undefined && server !== undefined) {
    collector.known('start.command', server, base.range);
    collector.known('start.form', 'exec', base.range);
  } else if (image !== undefined && startsNothing(image)) {
    collector.statements.push({ by: 'dockerfile', fact: { ...absent('start.command', collector.file), name: 'start.command' } });
  } else if (base !== undefined) {
    collector.unresolved('start.command', `the image ${base.source} brings its own start command`, base.range);
  }
}

/** The image of the final stage decides; images of other stages are there for their files only. */
function readRequests(file: Dockerfile, { stages, final }: { stages: readonly DockerStage[]; final: DockerStage }, collector: Collector): void {
  const chain = new Set(stageChain(file, final).map(({ index }) => index));
  const ordered = [...stages].sort((a, b) => Number(chain.has(b.index)) - Number(chain.has(a.index)) || a.index - b.index);
  const requests = ordered.flatMap((stage): readonly VersionRequest[] => {
    const { value, range } = stage.base;
    if (value === undefined || stage.baseStage !== undefined) return [];
    const effective = chain.has(stage.index);
    const at = declared('runtime.request', value, collector.file, range);
    const because = effective ? 'the final image is built on it' : 'it is the image of another stage than the final one';
    return runtimesOfImage(value).map(({ language, version }) => ({ language, at, version, by: 'dockerfile', effective, because }));
  });
  const range = requests[0]?.at.provenance;
  if (range?.kind === 'declared') collector.known('runtime.requests', requests, range.range);
}

function readLayout(file: Dockerfile, stage: DockerStage, collector: Collector): void {
  const layout = layoutOf(file, stage);
  const folder = imageFolderOf(layout);
  if (folder !== undefined) collector.known('build.imageFolder', folder.to, folder.range);
  if (layout.workDirectory !== undefined) collector.known('build.workDirectory', layout.workDirectory, layout.range ?? stage.base.range);
  else if (layout.range !== undefined) collector.unresolved('build.workDirectory', 'a build argument decides it', layout.range);
  const copies = layout.placed.map(({ from, to, range }) => (
    { from, to, at: declared('build.imageCopies', collector.file.text.slice(range.start, range.end), collector.file, range) }));
  const [first] = layout.placed;
  if (first !== undefined) collector.known('build.imageCopies', copies, first.range);
}

interface VariableSources {
  readonly globals: Dockerfile;
  readonly stages: readonly DockerStage[];
  /** The stages that the final image grows through: their ENV is there at run time. */
  readonly chain: readonly DockerStage[];
}

function readVariables({ globals, stages, chain }: VariableSources, collector: Collector): void {
  const { file } = collector;
  const running = new Set(chain.map(({ index }) => index));
  const variables: Variable[] = globals.globals.map(({ name, value, range }) =>
    ({ variable: name, value, at: declared('build.variables', name, file, range), scope: 'build' }));
  for (const stage of stages) {
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'env' && instruction.kind !== 'arg') continue;
      const scope = instruction.kind === 'env' && running.has(stage.index) ? 'run' : 'build';
      variables.push(...instruction.variables.map(({ name, value, range }) =>
        ({ variable: name, value, at: declared('build.variables', name, file, range), scope } as const)));
    }
  }
  const place = variables[0]?.at.provenance;
  if (place?.kind === 'declared') collector.known('build.variables', variables, place.range);
}

function readMounts(stages: readonly DockerStage[], collector: Collector): void {
  const mounts = stages.flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => (instruction.kind === 'run' ? instruction.mounts : []))
    .filter((mount) => mount.options.get('type') === 'cache');
  const [first] = mounts;
  if (first === undefined) return;
  const caches = mounts.map((mount): CacheMount => ({
    at: declared('build.cacheMounts', mount.text, collector.file, mount.range),
    id: mount.options.get('id'),
    target: mount.options.get('target') ?? mount.options.get('dst') ?? mount.options.get('destination'),
  }));
  collector.known('build.cacheMounts', caches, first.range);
}

async function readInstalls(stages: readonly DockerStage[], collector: Collector): Promise<void> {
  for (const { instructions } of stages) {
    for (const instruction of instructions) {
      if (instruction.kind !== 'run') continue;
      for (const { command, range } of await installsOf(instruction.command)) collector.known('build.installCommand', command, range);
    }
  }
}
