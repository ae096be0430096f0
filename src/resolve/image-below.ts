import { valueOf, type Fact, type Known } from '../model/fact.ts';
import type { ImageCopy } from '../model/facts/build.ts';
import { baseName, folderOf, joinPath } from '../model/files.ts';
import { fileOf } from './deploy.ts';
import { isForDevelopment } from './image-elsewhere.ts';
import type { ServiceInput } from './service-input.ts';

/** Who installs from one of these builds the program that is here, and not a database or a proxy beside it. */
const MANIFESTS = new Set(['package.json', 'pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py']);

/**
 * The start command of the one Dockerfile in a folder below the service that is built from the service's own folder:
 * `docker/production/Dockerfile`. Its `COPY` shows it: it takes all or a manifest along, and names what only lies above it.
 */
export function imageBelow(input: ServiceInput): Known<string> | undefined {
  const built = input.statements.flatMap(({ by, fact }): readonly Known<string>[] => {
    if (by !== 'dockerfile' || fact.name !== 'start.command' || fact.state !== 'known') return [];
    const path = fileOf(fact as Fact<unknown>)?.path ?? '';
    return folderOf(path) !== input.root && !isForDevelopment(path) && isBuiltFromAbove(path, input) ? [fact as Known<string>] : [];
  });
  return built.length === 1 ? built[0] : undefined;
}

function isBuiltFromAbove(path: string, input: ServiceInput): boolean {
  const { files, root } = input;
  const sources = copiesOf(path, input).map(({ from }) => from);
  const lies = (folder: string, from: string): boolean => {
    const place = joinPath(folder, from);
    return place !== undefined && (files.has(place) || files.hasFolder(place));
  };
  const own = folderOf(path);
  return sources.some((from) => from === '' || MANIFESTS.has(baseName(from)))
    && sources.some((from) => lies(root, from) && !lies(own, from))
    && !sources.some((from) => lies(own, from) && !lies(root, from));
}

function copiesOf(path: string, { statements }: ServiceInput): readonly ImageCopy[] {
  return statements.flatMap(({ by, fact }) => (
    by === 'dockerfile' && fact.name === 'build.imageCopies' && fileOf(fact as Fact<unknown>)?.path === path ? valueOf(fact as Fact<readonly ImageCopy[]>) ?? [] : []));
}
