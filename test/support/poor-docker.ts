import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDockerfile } from '../../src/documents/dockerfile.ts';
import type { DockerCommand, DockerCopy, DockerInstruction, DockerStage } from '../../src/documents/dockerfile/docker-tree.ts';
import { run } from './real-tools.ts';

/**
 * Builds a Dockerfile without Docker: each stage in a folder in place of the image, its RUN steps as programs of this machine. It
 * knows COPY, ENV, RUN, WORKDIR, USER and CMD. What only Docker has (images, users, cache mounts, layers) is not there.
 */
export interface Built {
  /** What the container would start, with paths of this machine. */
  readonly words: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string | undefined;
}

export interface BuildOptions {
  readonly context: string;
  /** An empty folder. */
  readonly root: string;
  /** Folders of the image's own programs, before PATH. */
  readonly path: string;
}

/** Folders of the image that the templates name. */
const FOLDERS = /(?<![\w.~-])\/(app|venv|pnpm)(?=[/:"\s]|$)/g;

/** The certificates that this machine's npm trusts: pnpm asks the same registry, and does not read npm's setting. */
const CERTIFICATES = certificatesOf(spawnSync('npm', ['config', 'get', 'cafile'], { encoding: 'utf8' }).stdout);

function certificatesOf(answer: string | null): string | undefined {
  const path = (answer ?? '').trim();
  return path === '' || path === 'null' ? undefined : path;
}

/** Runs all stages and says what the last one starts. */
export async function build(text: string, options: BuildOptions): Promise<Built> {
  const parsed = await parseDockerfile(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  let built: Built | undefined;
  for (const stage of parsed.document.stages) {
    const image = join(options.root, 'image');
    if (existsSync(image)) renameSync(image, join(options.root, `stage-${stage.index - 1}`));
    mkdirSync(image);
    built = await buildStage(stage, text, { ...options, image });
  }
  if (built === undefined) throw new Error('there is no stage');
  return built;
}

interface Stage extends BuildOptions {
  readonly image: string;
}

async function buildStage(stage: DockerStage, text: string, { context, root, path, image }: Stage): Promise<Built> {
  const here = (words: string) => words.replaceAll(FOLDERS, (folder) => image + folder);
  const environment: Record<string, string> = { HOME: process.env['HOME'] ?? '', PATH: `${path}:${process.env['PATH'] ?? ''}`, npm_config_prefix: join(root, 'global') };
  for (const name of Object.keys(process.env).filter((each) => /^(PIP_|UV_|npm_config_registry|NODE_EXTRA_CA_CERTS|SSL_CERT|REQUESTS_CA)/i.test(each))) environment[name] = process.env[name] ?? '';
  if (environment['NODE_EXTRA_CA_CERTS'] === undefined && CERTIFICATES !== undefined) environment['NODE_EXTRA_CA_CERTS'] = CERTIFICATES;
  let directory = image;
  let user: string | undefined;
  let words: readonly string[] = [];
  for (const one of stage.instructions) {
    if (one.kind === 'workdir') directory = here(one.text.value ?? '');
    if (one.kind === 'workdir') mkdirSync(directory, { recursive: true });
    if (one.kind === 'env') for (const [name, value] of assignments(one, text)) environment[name] = here(value).replaceAll('$PATH', environment['PATH'] ?? '');
    if (one.kind === 'copy') copy(one, { directory, from: one.fromStage === undefined ? context : join(root, `stage-${one.fromStage}`), here });
    if (one.kind === 'run') await runStep(one.command, { directory, environment, here });
    if (one.kind === 'user') user = one.text.value;
    if (one.kind === 'cmd' && one.command.form === 'exec') words = one.command.words.map((word) => here(word.value ?? ''));
  }
  return { words, directory, environment, user };
}

function assignments(one: DockerInstruction, text: string): readonly (readonly [string, string])[] {
  return [...text.slice(one.range.start, one.range.end).matchAll(/(\w+)=("[^"]*"|\S+)/g)].map(([, name = '', value = '']) => [name, value.replaceAll('"', '')] as const);
}

function copy(one: DockerCopy, { directory, from, here }: { readonly directory: string; readonly from: string; readonly here: (text: string) => string }): void {
  for (const { value = '' } of one.sources) {
    const source = join(from, value);
    const target = one.destination.value?.startsWith('/') === true ? here(one.destination.value) : join(directory, one.destination.value ?? '');
    cpSync(source, statSync(source).isDirectory() ? target : join(target, value), { recursive: true, verbatimSymlinks: true });
  }
}

/** Users are Docker's own: the machine that runs the tests gets none. */
async function runStep(command: DockerCommand, { directory, environment, here }: { readonly directory: string; readonly environment: Record<string, string>; readonly here: (text: string) => string }): Promise<void> {
  if (command.form !== 'shell') throw new Error('only shell steps are known');
  if (command.text.startsWith('useradd ')) return;
  await run('sh', ['-c', here(command.text)], { cwd: directory, env: environment });
}
