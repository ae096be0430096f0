import type { DockerCopy, DockerNode, DockerStage, Dockerfile } from '../../documents/dockerfile/docker-tree.ts';
import { stageChain } from '../../documents/dockerfile/docker-stages.ts';
import type { Range } from '../../text/range.ts';
import { workDirectoryOfImage } from './images.ts';

/** A part of the built folder and where it lies in a stage. */
export interface Placed {
  readonly from: string;
  readonly to: string;
  readonly range: Range;
}

/** What a stage's file system holds, as far as the file says. */
export interface Layout {
  /** Undefined when a variable or an unknown image decides. */
  readonly workDirectory: string | undefined;
  /** The WORKDIR that says so. */
  readonly range: Range | undefined;
  readonly placed: readonly Placed[];
}

/** More copies than this say no more; stages that copy everything from each other would multiply them. */
const MOST_COPIES = 500;

/** Follows WORKDIR and COPY through the stages that a stage is made of. */
export function layoutOf(file: Dockerfile, stage: DockerStage): Layout {
  const layouts = new Map<number, Layout>();
  // Stages copy from earlier ones only, so one pass in order has all it needs.
  for (const one of file.stages.slice(0, stage.index + 1)) layouts.set(one.index, layoutOfStage(file, one, layouts));
  return layouts.get(stage.index) ?? { workDirectory: undefined, range: undefined, placed: [] };
}

/**
 * The folder of the image that holds the whole built folder: said by `COPY . .`, or by parts that keep their names below the folder
 * in which the image starts. Parts elsewhere, such as a file in /etc, say nothing.
 */
export function imageFolderOf({ placed, workDirectory }: Layout): Placed | undefined {
  const whole = placed.findLast((one) => one.from === '');
  if (whole !== undefined || workDirectory === undefined) return whole;
  const kept = placed.flatMap((one) => (one.to.endsWith(`/${one.from}`) ? [{ ...one, to: one.to.slice(0, -one.from.length - 1) || '/' }] : []));
  const [first, ...rest] = kept.filter((one) => isBelow(workDirectory, one.to) && (one.to !== '/' || workDirectory === '/'));
  return first !== undefined && rest.every((one) => one.to === first.to) ? first : undefined;
}

function layoutOfStage(file: Dockerfile, stage: DockerStage, layouts: ReadonlyMap<number, Layout>): Layout {
  const inherited = stage.baseStage === undefined ? undefined : layouts.get(stage.baseStage);
  const image = stageChain(file, stage)[0]?.base.value;
  const own = image === undefined ? undefined : workDirectoryOfImage(image);
  let workDirectory = inherited === undefined ? own : inherited.workDirectory;
  let range = inherited?.range;
  const placed = [...(inherited?.placed ?? [])];
  for (const instruction of stage.instructions) {
    if (instruction.kind === 'workdir') {
      workDirectory = imagePath(workDirectory, instruction.text.value);
      range = instruction.range;
    }
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
    if (placed.length < MOST_COPIES) placed.push(...placedBy(instruction, workDirectory, layouts));
  }
  return { workDirectory, range, placed };
}

function placedBy(copy: DockerNode & DockerCopy, workDirectory: string | undefined, layouts: ReadonlyMap<number, Layout>): readonly Placed[] {
  const destination = imagePath(workDirectory, copy.destination.value);
  if (destination === undefined) return [];
  const written = copy.destination.value ?? '';
  const intoFolder = copy.sources.length > 1 || /(?:^|\/)\.{0,2}$/.test(written);
  return copy.sources.flatMap(({ value }): readonly Placed[] => {
    if (value === undefined || /[*?[]|:\/\//.test(value)) return [];
    const target = intoFolder && isFile(value) ? joined(destination, value.split('/').at(-1) ?? '') : destination;
    if (copy.from === undefined) return [{ from: contextPath(value), to: target, range: copy.range }];
    const source = copy.fromStage === undefined ? undefined : layouts.get(copy.fromStage);
    return source === undefined ? [] : through(source, imagePath('/', value) ?? '/', { from: '', to: target, range: copy.range });
  });
}

/** What lies at or below a path of another stage, at its new place. */
function through(layout: Layout, path: string, target: Placed): readonly Placed[] {
  const { placed } = layout;
  const folder = imageFolderOf(layout);
  const whole = folder === undefined ? undefined : { ...folder, from: '' };
  const holder = placed.findLast((one) => isBelow(path, one.to) && !isFile(one.from)) ?? whole;
  const above: readonly Placed[] = holder === undefined || !isBelow(path, holder.to) ? []
    : [{ ...target, from: [holder.from, relativeTo(holder.to, path)].filter((part) => part !== '').join('/') }];
  const below = placed.filter((one) => one.to !== path && isBelow(one.to, path))
    .map((one) => ({ ...target, from: one.from, to: joined(target.to, relativeTo(path, one.to)) }));
  return [...above, ...below];
}

function isBelow(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

function relativeTo(folder: string, path: string): string {
  return path.slice(folder === '/' ? 1 : folder.length + 1);
}

function joined(folder: string, name: string): string {
  return name === '' ? folder : `${folder === '/' ? '' : folder}/${name}`;
}

/** A name with an extension is taken for a file: the build's folder is not looked at. */
function isFile(path: string): boolean {
  return /[^/.][^/]*\.\w+$/.test(path) || /(?:^|\/)(?:Pipfile|Procfile|Makefile|Gemfile|LICENSE)$/.test(path);
}

/** Paths of COPY count from the built folder, whatever they begin with. */
function contextPath(path: string): string {
  return (imagePath('/', path) ?? '/').slice(1);
}

/** An absolute, normal path in the image; undefined when it is not known where it begins. */
function imagePath(folder: string | undefined, path: string | undefined): string | undefined {
  if (path === undefined || (!path.startsWith('/') && folder === undefined)) return undefined;
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder ?? ''}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
