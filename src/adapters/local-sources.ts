import { findNode } from '../documents/data.ts';
import { parseToml } from '../documents/toml.ts';
import { declared, type Known } from '../model/fact.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';

/**
 * What a manifest takes from the project's own files. Railpack looks for `file:` in package.json, for `file://` in requirements.txt,
 * and for `file://`, the text `path = ` and the table `tool.uv.workspace` in pyproject.toml:
 * https://github.com/railwayapp/railpack/blob/b5e8058/core/providers/python/python.go
 */
export async function localSources(manifest: SourceFile, dependencies: readonly Dependency[]): Promise<readonly Known<string>[]> {
  if (baseName(manifest.path) === 'package.json') return dependencies.filter(({ specifier }) => specifier.startsWith('file:')).map(({ at }) => at);
  const own = dependencies.filter(({ at }) => at.value.includes('file://')).map(({ at }) => at);
  if (baseName(manifest.path) !== 'pyproject.toml') return own;
  const parsed = await parseToml(manifest.text);
  const workspace = parsed.ok ? findNode(parsed.document.root, ['tool', 'uv', 'workspace']) : undefined;
  const path = manifest.text.indexOf('path = ');
  const line = path === -1 ? undefined : manifest.text.slice(path).split(/\r?\n/, 1)[0] ?? '';
  return [
    ...own,
    ...(line === undefined ? [] : [declared('build.localSource', line, manifest, { start: path, end: path + line.length })]),
    ...(workspace === undefined ? [] : [declared('build.localSource', 'tool.uv.workspace', manifest, workspace.range)]),
  ];
}
