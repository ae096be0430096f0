import type { CodeInput, CodeReading } from '../code/code-input.ts';
import type { Environment } from '../model/environment.ts';
import { derive, valueOf, type Fact } from '../model/fact.ts';
import type { Builder, ImageCopy } from '../model/facts/build.ts';
import type { FactName, FactSet } from '../model/facts.ts';
import { joinPath } from '../model/files.ts';
import type { Override } from '../model/project.ts';
import type { Problem } from '../model/problem.ts';
import { contextFolder } from './build-context.ts';
import { programEnvironment, startEnvironment } from './environment.ts';
import type { ServiceInput } from './service-input.ts';

/** What the start command and the code say. */
export interface Program {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
  readonly parsed: readonly string[];
}

/** The start command, and who runs it. */
export interface StartCommand {
  readonly command: Fact<string>;
  readonly form: 'exec' | 'shell';
  /** The adapter whose word counts. */
  readonly by: string | undefined;
  readonly builder: Builder;
}

const PYTHON_SERVERS = new Set(['gunicorn', 'uvicorn', 'hypercorn', 'daphne', 'granian', 'waitress', 'uwsgi', 'django', 'flask', 'celery', 'rq', 'arq', 'dramatiq', 'huey', 'streamlit', 'python']);
const NODE_SERVERS = new Set(['node', 'next', 'nuxt', 'nest', 'n8n', 'strapi', 'directus', 'medusa']);
const PYTHON = /\.py$/;
const JAVASCRIPT = /\.[cm]?[jt]sx?$/;

/** Loads what a project with Python files will need while its configuration is still being read. */
export async function warmReaders(paths: readonly string[]): Promise<void> {
  if (!paths.some((path) => PYTHON.test(path))) return;
  const { warmPythonParser } = await import('../documents/python.ts');
  warmPythonParser();
}

/** Follows the start command to its server, then reads the code that it starts. */
export async function readProgram(
  input: ServiceInput, known: ReadonlyMap<FactName, Fact<unknown>>, start: StartCommand,
): Promise<Program> {
  const { command, form, builder, by } = start;
  const environment = await startEnvironment(input, known, builder);
  const facts = new Map(known);
  const overrides: Override[] = [];
  const problems: Problem[] = [];
  const files: string[] = [];
  if (command.state === 'known') {
    const { followStart } = await import('../start/follow-start.ts');
    const place = startPlace(input, known);
    const start = await followStart({ files: input.files, command, form, shell: shellOf(builder, by), image: valueOf(known.get('build.baseImage') as Fact<string> | undefined), environment, ...place });
    addAll(facts, start.facts);
    overrides.push(...start.overrides);
    problems.push(...start.problems);
    files.push(...start.files);
  }
  addLanguage(facts);
  const parsed: string[] = [];
  for (const reading of await readCode(input, facts, programEnvironment(environment, input, { command, paths: files }))) {
    addMissing(facts, reading.facts);
    addFramework(facts, reading.facts);
    problems.push(...reading.problems);
    parsed.push(...reading.parsed);
  }
  return { facts, overrides, problems, parsed, files: [...files, ...parsed] };
}

/** A builder takes the first framework that any file of the folder mentions; the object that the server starts says which one it is. */
function addFramework(facts: Map<FactName, Fact<unknown>>, read: FactSet): void {
  const started = read['runtime.framework'];
  const mentioned = facts.get('runtime.framework');
  if (read['web.app']?.state === 'known' && started?.state === 'known' && mentioned?.state === 'known' && mentioned.value !== started.value) facts.set('runtime.framework', started);
}

/** Where the builder recognises nothing, the server shows the language. */
function addLanguage(facts: Map<FactName, Fact<unknown>>): void {
  const server = facts.get('start.server');
  if (facts.get('runtime.language')?.state === 'known' || server?.state !== 'known') return;
  const language = languageOf(server);
  if (language !== undefined) facts.set('runtime.language', derive('runtime.language', [server], () => language));
}

function languageOf(server: Fact<unknown> | undefined): 'python' | 'node' | undefined {
  const name = String(valueOf(server));
  return PYTHON_SERVERS.has(name) ? 'python' : NODE_SERVERS.has(name) ? 'node' : undefined;
}

/**
 * The folder of the project that lies where the image starts, and where that is in the image: with `COPY backend/ .` the command runs
 * in what was backend/, with `COPY backend/app app` too.
 */
function startPlace(input: ServiceInput, known: ReadonlyMap<FactName, Fact<unknown>>): { root: string; imageFolder: Fact<string> | undefined; directory?: string } {
  const imageFolder = known.get('build.imageFolder') as Fact<string> | undefined;
  const workFolder = known.get('build.workDirectory') as Fact<string> | undefined;
  const copies = (valueOf(known.get('build.imageCopies')) ?? []) as readonly ImageCopy[];
  const base = contextFolder(input, known);
  if (workFolder?.state !== 'known') return { root: base, imageFolder };
  if (imageFolder?.state === 'known') return { root: base, imageFolder, directory: folderBelow(base, { workFolder: workFolder.value, imageFolder: imageFolder.value }, input) };
  for (const { from, to } of copies) {
    const below = to === workFolder.value ? '' : to.startsWith(`${workFolder.value}/`) ? to.slice(workFolder.value.length) : undefined;
    if (below === undefined || !`/${from}`.endsWith(below)) continue;
    const folder = joinPath(base, `/${from}`.slice(0, `/${from}`.length - below.length).replace(/^\/+/, ''));
    if (folder !== undefined && input.files.hasFolder(folder)) return { root: folder, imageFolder: workFolder };
  }
  return { root: base, imageFolder };
}

/** Where the image starts, seen from the project: with `COPY . /app` and `WORKDIR /app/api` in api/. */
function folderBelow(base: string, { workFolder, imageFolder }: { readonly workFolder: string; readonly imageFolder: string }, { files }: ServiceInput): string {
  const prefix = imageFolder === '/' ? '/' : `${imageFolder}/`;
  const folder = workFolder.startsWith(prefix) ? joinPath(base, workFolder.slice(prefix.length)) : undefined;
  return folder !== undefined && files.hasFolder(folder) ? folder : base;
}

/** A Dockerfile's shell form runs in /bin/sh; Railpack, Nixpacks and buildpacks start through bash. Who starts an image by a Procfile is unknown. */
function shellOf(builder: Builder, by: string | undefined): 'bash' | 'sh' | undefined {
  if (by === 'procfile' && builder === 'dockerfile') return undefined;
  return builder === 'dockerfile' || builder === 'image' ? 'sh' : 'bash';
}

/** Reads Python and JavaScript where the service has such files, the main language first: its facts win. */
async function readCode(
  input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>, environment: Environment,
): Promise<readonly CodeReading[]> {
  const readings: CodeReading[] = [];
  const codePaths = startedPaths(input, valueOf(facts.get('start.appFile') as Fact<string> | undefined));
  const codeInput = (pattern: RegExp): CodeInput => ({
    files: input.files, root: input.root, environment,
    paths: codePaths.filter((path) => pattern.test(path)), facts: Object.fromEntries(facts) as FactSet,
  });
  const language = valueOf(facts.get('runtime.language'));
  const ofServer = languageOf(facts.get('start.server'));
  if (language === 'python' || ofServer === 'python') {
    const { readPythonCode } = await import('../code/python/read-python-code.ts');
    readings.push(await readPythonCode(codeInput(PYTHON)));
  }
  if (language === 'node' || language === 'deno' || language === 'bun' || ofServer === 'node') {
    const { readJavaScriptCode } = await import('../code/javascript/read-javascript-code.ts');
    readings.push(await readJavaScriptCode(codeInput(JAVASCRIPT)));
  }
  return readings;
}

/** The service's code, and the Python of the started file's folder when that lies in another service's folder. */
function startedPaths({ files, root, codePaths }: ServiceInput, appFile: string | undefined): readonly string[] {
  if (appFile === undefined || codePaths.includes(appFile) || !files.has(appFile)) return codePaths;
  const below = root === '' ? appFile : appFile.startsWith(`${root}/`) ? appFile.slice(root.length + 1) : undefined;
  if (below?.includes('/') !== true) return codePaths;
  const folder = `${root === '' ? '' : `${root}/`}${below.slice(0, below.indexOf('/'))}`;
  const more = files.below(folder).filter((path) => PYTHON.test(path));
  return [...new Set([...codePaths, ...more])].sort();
}

function addAll(facts: Map<FactName, Fact<unknown>>, more: FactSet): void {
  for (const [name, fact] of Object.entries(more)) facts.set(name as FactName, fact as Fact<unknown>);
}

/** Facts of the code fill in what the command did not tell: absent and unresolved ones give way. */
function addMissing(facts: Map<FactName, Fact<unknown>>, more: FactSet): void {
  for (const [name, fact] of Object.entries(more)) {
    const before = facts.get(name as FactName);
    if (before?.state !== 'known' || before.provenance.kind === 'default') facts.set(name as FactName, fact as Fact<unknown>);
  }
}
