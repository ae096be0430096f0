import { findNode } from '../documents/data.ts';
import { parseToml } from '../documents/toml.ts';
import type { SourceFile } from '../model/source-file.ts';
import { brokenManifest } from './manifest-reading.ts';
import type { ManifestReading } from './manifest-reading.ts';
import { tableDependencies } from './pyproject.ts';

/** Reads a Pipfile: https://pipenv.pypa.io/en/latest/pipfile.html */
export async function readPipfile(file: SourceFile): Promise<ManifestReading> {
  const parsed = await parseToml(file.text);
  if (!parsed.ok) return brokenManifest(file, parsed.problem);
  const { root } = parsed.document;
  const dependencies = [
    ...tableDependencies(findNode(root, ['packages']), 'production', file),
    ...tableDependencies(findNode(root, ['dev-packages']), 'development', file),
  ];
  return { dependencies, problems: [], files: [file.path] };
}
