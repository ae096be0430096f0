import { runtimesOfImage } from '../../adapters/dockerfile/images.ts';
import { parseDockerfile } from '../../documents/dockerfile.ts';
import type { DockerStage, Dockerfile } from '../../documents/dockerfile/docker-tree.ts';
import { parseImageName } from '../../model/image-name.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import { edited, refused } from '../planned.ts';
import { tagFor } from './image-tag.ts';
import { lineOf } from './version-text.ts';

/** A release of a language that gives way to another one. */
export interface Move {
  readonly language: string;
  readonly from: string;
  readonly to: string;
}

type Edits = readonly TextEdit[] | { readonly because: string };

/**
 * Moves the images of a Dockerfile to another release: all stages that have the old one, because they copy from each other, the build
 * argument where one decides, and paths that name the release.
 */
export async function moveImages(file: SourceFile, move: Move): Promise<Planned> {
  const parsed = await parseDockerfile(file.text);
  if (!parsed.ok) return refused(`${file.path} cannot be read`);
  const docker = parsed.document;
  const edits = new Map<number, TextEdit>();
  for (const stage of docker.stages.filter((each) => isOf(each, move))) {
    const made = moveStage(file.text, docker, { stage, move });
    if ('because' in made) return refused(made.because);
    for (const edit of made) edits.set(edit.range.start, edit);
  }
  if (edits.size === 0) return refused(`no image of ${file.path} is one of ${move.language} ${move.from}`);
  const paths = movePaths(file, docker, move);
  if ('because' in paths) return refused(paths.because);
  return edited(file.path, [...edits.values(), ...paths]);
}

function isOf({ base, baseStage }: DockerStage, { language, from }: Move): boolean {
  if (base.value === undefined || baseStage !== undefined) return false;
  return runtimesOfImage(base.value).some((runtime) =>
    runtime.language === language && runtime.version !== undefined && lineOf(runtime.version, language) === lineOf(from, language));
}

function moveStage(text: string, docker: Dockerfile, { stage, move }: { readonly stage: DockerStage; readonly move: Move }): Edits {
  const image = stage.base.value ?? '';
  const wanted = tagFor(image, move.to);
  if ('because' in wanted) return wanted;
  const { tag = '' } = parseImageName(image);
  const { source, range } = stage.base;
  const literal = source.lastIndexOf(`:${tag}`);
  const start = range.start + literal + 1;
  if (literal !== -1 && !source.includes('$')) return [{ range: { start, end: start + tag.length }, text: wanted.text }];
  return moveArgument(text, docker, { stage, move, tag, wanted: wanted.text });
}

interface Argued {
  readonly stage: DockerStage;
  readonly move: Move;
  readonly tag: string;
  readonly wanted: string;
}

/** `FROM python:${VERSION}-slim` and `FROM ${IMAGE}`: the argument's default changes, and the part behind it where it has to. */
function moveArgument(text: string, docker: Dockerfile, { stage, move, tag, wanted }: Argued): Edits {
  const { source, range } = stage.base;
  const [all, before = '', braced, plain, behind = ''] = /^([^$]*)\$(?:\{(\w+)\}|(\w+))(.*)$/s.exec(source) ?? [];
  const argument = docker.globals.findLast(({ name }) => name === (braced ?? plain));
  if (all === undefined || argument?.value === undefined) return { because: `a build argument decides what ${source} is` };
  const written = text.slice(argument.range.start, argument.range.end);
  const at = written.lastIndexOf(argument.value);
  if (at === -1) return { because: `the value of ${argument.name} is put together` };
  const replaced = (old: string, text_: string): readonly TextEdit[] => {
    const start = argument.range.start + at + (argument.value ?? '').lastIndexOf(old);
    return [{ range: { start, end: start + old.length }, text: text_ }];
  };
  if (before === '' && behind === '') return replaced(tag, wanted);
  if (!before.endsWith(':')) return { because: `a build argument decides what ${source} is` };
  if (behind === '') return replaced(tag, wanted);
  const rest = tag.slice(argument.value.length);
  const newRest = wanted.slice(move.to.length);
  if (!/^v?\d+(?:\.\d+)*$/.test(argument.value) || !wanted.startsWith(move.to)) return { because: `a build argument decides what ${source} is` };
  if (rest === newRest) return replaced(argument.value, move.to);
  if (behind.includes('$')) return { because: `a build argument decides what ${source} is` };
  return [...replaced(argument.value, move.to), { range: { start: range.end - behind.length, end: range.end }, text: newRest }];
}

/** `/usr/local/lib/python3.9/site-packages` of COPY and ENV moves along; a command that names the release is left to people. */
function movePaths({ path, text }: SourceFile, docker: Dockerfile, { language, from, to }: Move): Edits {
  if (language !== 'python') return [];
  const name = new RegExp(`python${lineOf(from, language).replace('.', String.raw`\.`)}(?!\\d)`, 'g');
  const edits: TextEdit[] = [];
  for (const instruction of docker.stages.flatMap(({ instructions }) => instructions)) {
    const { start, end } = instruction.range;
    const found = [...text.slice(start, end).matchAll(name)];
    if (found.length === 0) continue;
    if (!['copy', 'add', 'env'].includes(instruction.kind)) return { because: `a command of ${path} names ${found[0]?.[0]} too` };
    const places = found.map(({ index }) => start + index + 'python'.length);
    edits.push(...places.map((place) => ({ range: { start: place, end: place + lineOf(from, language).length }, text: to })));
  }
  return edits;
}
