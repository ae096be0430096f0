import { readDockerIgnore } from '../documents/docker-ignore.ts';
import { absent, declared, valueOf, type Fact, type Known } from '../model/fact.ts';
import type { Builder, ImageCopy, ImageInstruction } from '../model/facts/build.ts';
import type { FactName } from '../model/facts.ts';
import { folderOf, joinPath, type ProjectFiles } from '../model/files.ts';
import { contextOfCompose } from './compose-context.ts';
import { worksAtRoot } from './root-context.ts';
import { publicVariables } from './public-variables.ts';
import type { ServiceInput } from './service-input.ts';

type Facts = ReadonlyMap<FactName, Fact<unknown>>;

/**
 * The folder that a Dockerfile's COPY paths start from: the one that a compose file builds it in, else the one that is built, or the
 * project's root when only that one has them or the Dockerfile works with it.
 */
export function contextFolder(input: ServiceInput, known: Facts): string {
  const stated = statedContext(input, known);
  if (stated !== undefined) return stated.value;
  const { files, root } = input;
  const built = builtFolder(root, dockerfileOf(known));
  const sources = sourcesOf(known);
  if (built === '' || (!holdsAll(files, built, sources) && holdsAll(files, '', sources))) return '';
  if (sources.some((from) => lies(files, built, from) && !lies(files, '', from))) return built;
  const instructions = (valueOf(known.get('build.instructions')) ?? []) as readonly ImageInstruction[];
  return worksAtRoot(instructions, built) ? '' : built;
}

/** The word of a compose file, where what the Dockerfile copies lies in that folder. */
function statedContext(input: ServiceInput, known: Facts): Known<string> | undefined {
  const dockerfile = dockerfileOf(known);
  const stated = dockerfile === undefined ? undefined : contextOfCompose(input, dockerfile);
  return stated !== undefined && holdsAll(input.files, stated.value, sourcesOf(known)) ? stated : undefined;
}

const dockerfileOf = (known: Facts): string | undefined => valueOf(known.get('build.dockerfilePath') as Fact<string> | undefined);

function sourcesOf(known: Facts): readonly string[] {
  const copies = (valueOf(known.get('build.imageCopies')) ?? []) as readonly ImageCopy[];
  return copies.map(({ from }) => from).filter((from) => from !== '');
}

const holdsAll = (files: ProjectFiles, folder: string, sources: readonly string[]): boolean => sources.every((from) => lies(files, folder, from));

function lies(files: ProjectFiles, folder: string, from: string): boolean {
  const path = joinPath(folder, from);
  return path !== undefined && (files.has(path) || files.hasFolder(path));
}

/** The folder that is built: the service's own, or the one above it that holds its Dockerfile. */
function builtFolder(root: string, dockerfile: string | undefined): string {
  if (dockerfile === undefined) return root;
  const folder = folderOf(dockerfile);
  return folder === '' || root.startsWith(`${folder}/`) ? folder : root;
}

/** Builders that leave out what a .dockerignore names. https://railpack.com/config/excluding-files */
const READERS: readonly Builder[] = ['dockerfile', 'railpack'];

/** What the build sees of its folder: files at its top, and the patterns of the .dockerignore in use. */
export function readBuildContext(input: ServiceInput, known: Facts, builder: Builder): Facts {
  if (!READERS.includes(builder)) return new Map();
  const folder = builder === 'dockerfile' ? contextFolder(input, known) : input.root;
  const dockerfile = builder === 'dockerfile' ? dockerfileOf(known) : undefined;
  const stated = builder === 'dockerfile' ? statedContext(input, known) : undefined;
  const variables = builder === 'dockerfile' ? publicVariables(input) : undefined;
  const names = namesIn(input.files, folder);
  return new Map<FactName, Fact<unknown>>([
    ['build.contextFolder', stated === undefined ? calculated('build.contextFolder', folder) : { ...stated, name: 'build.contextFolder' }],
    ['build.contextFiles', calculated('build.contextFiles', names)],
    ['build.contextIgnores', ignoresOf(input.files, folder, { dockerfile, isSure: stated !== undefined })],
    ...(variables === undefined ? [] : [['build.publicVariables', variables] as const]),
  ]);
}

function calculated(name: FactName, value: unknown): Fact<unknown> {
  return { state: 'known', name, value, provenance: { kind: 'derived', from: [] } };
}

function namesIn(files: ProjectFiles, folder: string): readonly string[] {
  const start = folder === '' ? 0 : folder.length + 1;
  return files.below(folder).map((path) => path.slice(start)).filter((path) => !path.includes('/'));
}

/** A file named like the Dockerfile wins over the one of the folder. https://docs.docker.com/build/concepts/context/#filename-and-location */
function ignoresOf(files: ProjectFiles, folder: string, { dockerfile, isSure }: { readonly dockerfile: string | undefined; readonly isSure: boolean }): Fact<unknown> {
  const general = folder === '' ? '.dockerignore' : `${folder}/.dockerignore`;
  const paths = dockerfile === undefined ? [general] : [`${dockerfile}.dockerignore`, general];
  const path = paths.find((candidate) => files.has(candidate));
  const beside = dockerfile === undefined || isSure ? undefined : joinPath(folderOf(dockerfile), '.dockerignore');
  if (path === undefined && beside !== undefined && files.has(beside)) return unknown(`${beside} counts only where the folder of the Dockerfile is built`);
  if (path === undefined) return absent('build.contextIgnores', { path: general, text: '' });
  const file = files.read(path);
  if (file === undefined) return unknown(`${path} cannot be read`);
  const patterns = readDockerIgnore(file.text).map(({ pattern, range }) => declared('build.contextIgnores', pattern, file, range));
  return declared('build.contextIgnores', patterns, file, { start: 0, end: file.text.length });
}

function unknown(reason: string): Fact<unknown> {
  return { state: 'unresolved', name: 'build.contextIgnores', reason, provenance: { kind: 'derived', from: [] } };
}
