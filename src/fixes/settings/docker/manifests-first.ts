import { installerOf } from '../../../adapters/dockerfile/install.ts';
import { commandsOfRun } from '../../../adapters/dockerfile/commands.ts';
import type { DockerInstruction, DockerStage } from '../../../documents/dockerfile/docker-tree.ts';
import { valueOf } from '../../../model/fact.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { lineEnd, newlineOf } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { commandAt, imageFileOf, instructionAt, stageAround, type PlacedCommand } from './docker-file.ts';
import { commentedStart, linesAfter } from './insert-instruction.ts';
import { manifestsOf } from './install-manifests.ts';

type Copy = Extract<DockerInstruction, { kind: 'copy' | 'add' }>;
type Run = Extract<DockerInstruction, { kind: 'run' }>;

/** Programs that do not look at the source when they run before it is there. */
const INDEPENDENT = /^(?:apt-get|apt|apk|corepack|set|python[\d.]*|pip[\d.]*|uv|npm|pnpm|yarn|bun|poetry|pipenv|pdm|rm|mkdir|chown|chmod|useradd|adduser|addgroup|groupadd)$/;

/**
 * `at` is the COPY of everything, then the install command behind it: the manifests are copied where the COPY stood, and the COPY goes to
 * behind the install, so that a change of the source leaves the installed dependencies in the cache.
 */
export async function copyManifestsFirst({ at: [copied, install] }: Rewrite, context: FixContext): Promise<Planned> {
  const image = await imageFileOf(copied, context);
  const copy = image === undefined ? undefined : instructionAt(image, copied) as DockerInstruction | undefined;
  const placed = image === undefined ? undefined : await commandAt(image, install);
  const stage = image === undefined || copy === undefined ? undefined : stageAround(image, copy);
  if (image === undefined || placed === undefined || stage === undefined || !isCopy(copy)) return refused('the instructions are not there any more');
  const installer = installerOf(placed.command.words);
  if (installer === undefined) return refused('it installs nothing that a manifest names');
  const obstacle = await obstacleBetween(stage, copy, placed);
  if (obstacle !== undefined) return refused(obstacle);
  const gap = await gapBehind(image.file.text, placed);
  if (gap !== undefined && 'because' in gap) return refused(gap.because);
  const built = { folder: valueOf(context.service.facts['build.contextFolder']) ?? '', files: context.files };
  const manifests = await manifestsOf(installer, placed.command.words, built);
  if ('because' in manifests) return refused(manifests.because);
  return edited(image.file.path, reordered(image.file.text, { copy, run: placed.run, manifests: manifests.files, gap }));
}

function isCopy(instruction: DockerInstruction | undefined): instruction is Copy {
  return instruction?.kind === 'copy' || instruction?.kind === 'add';
}

/** Why the COPY cannot move: something between it and the install, or the install itself, looks at the source. */
async function obstacleBetween(stage: DockerStage, copy: Copy, { run, command }: PlacedCommand): Promise<string | undefined> {
  const between = stage.instructions.filter(({ range }) => range.start > copy.range.start && range.start <= run.range.start);
  for (const instruction of between) {
    if (['env', 'arg', 'expose', 'other', 'stopsignal'].includes(instruction.kind)) continue;
    if (instruction.kind !== 'run') return `${instruction.keyword} between them may rest on what was copied`;
    const commands = await commandsOfRun(instruction.command);
    if (commands.length === 0) return 'a RUN between them cannot be read';
    const before = commands.filter(({ range }) => range.start <= command.range.start);
    const obstacle = before.map(({ words }) => obstacleOf(words)).find((each) => each !== undefined);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function obstacleOf(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = words;
  const name = program.split('/').at(-1) ?? '';
  const looks = !INDEPENDENT.test(name) || rest.some((word) => /^(?:run|exec|build|rebuild|script)$/.test(word) || /\.(?:py|sh|[cm]?js|ts)$/.test(word));
  const isPlain = name.startsWith('python') && !(rest[0] === '-m' && ['pip', 'venv', 'ensurepip'].includes(rest[1] ?? ''));
  const installsSource = rest.some((word) => /^(?:\.|\.\/.*|\.\[.*|-e|--editable.*)$/.test(word));
  return looks || isPlain || installsSource ? `${words.slice(0, 3).join(' ')} may need what was copied` : undefined;
}

/**
 * What joins the install to a command behind it in the same RUN, which then gets a RUN of its own; undefined where nothing follows that
 * needs the source.
 */
async function gapBehind(text: string, { run, command }: PlacedCommand): Promise<Range | { readonly because: string } | undefined> {
  const behind = (await commandsOfRun(run.command)).filter(({ range }) => range.start > command.range.start);
  const [next] = behind;
  if (next === undefined || behind.every(({ words }) => obstacleOf(words) === undefined)) return undefined;
  const because = `${next.words.slice(0, 3).join(' ')} may need what was copied`;
  const gap = { start: command.range.end, end: next.range.start };
  const isPlain = run.flags.length === 0 && run.command.form === 'shell' && /^[ \t]*(?:\\\r?\n[ \t]*)?&&[ \t]*(?:\\\r?\n[ \t]*)*$/.test(text.slice(gap.start, gap.end));
  return isPlain && !command.conditional ? gap : { because };
}

interface Reordered {
  readonly copy: Copy;
  readonly run: Run;
  readonly manifests: readonly string[];
  /** Where the RUN is split in two. */
  readonly gap: Range | undefined;
}

function reordered(text: string, { copy, run, manifests, gap }: Reordered): readonly TextEdit[] {
  const newline = newlineOf(text);
  const start = commentedStart(text, copy.range.start);
  const end = lineEnd(text, copy.range.end);
  const moved = text.slice(start, end).replace(/\r?\n$/, '').split(/\r?\n/);
  const flags = copy.flags.map(({ name, value }) => `--${name}${value === '' ? '' : `=${value}`} `).join('');
  const lines = copiesOf(manifests, plainDestination(copy)).map((line) => `COPY ${flags}${line}`);
  const first = [{ range: { start, end }, text: '' }, insertAt(start, lines.map((line) => line + newline).join(''))];
  if (gap !== undefined) return [...first, { range: gap, text: `${newline}${moved.join(newline)}${newline}RUN ` }];
  const blank = /^\r?\n/.test(text.slice(lineEnd(text, run.range.end))) && isApart(text, start) ? [''] : [];
  return [...first, linesAfter(text, run.range.end, [...blank, ...moved])];
}

/** True where a blank line stands above. */
function isApart(text: string, start: number): boolean {
  return /\n\r?\n$/.test(text.slice(0, start));
}

/** The destination without the quotes that it has in a JSON array. */
function plainDestination({ destination: { source, value } }: Copy): string {
  return value === undefined || source.includes('$') || /\s/.test(value) ? source : value;
}

/** A COPY per folder, each file at the place below the destination at which the COPY of everything would put it. */
function copiesOf(manifests: readonly string[], destination: string): readonly string[] {
  const base = destination === '.' ? './' : destination.endsWith('/') ? destination : `${destination}/`;
  const folders = [...new Set(manifests.map((name) => name.slice(0, name.lastIndexOf('/') + 1)))];
  return folders.map((folder) => `${manifests.filter((name) => name.slice(0, name.lastIndexOf('/') + 1) === folder).join(' ')} ${base}${folder}`);
}
