import { localSources } from '../adapters/local-sources.ts';
import { manifestTool } from '../adapters/manifest-tool.ts';
import { managerField } from '../adapters/package-json.ts';
import { absent, declared, valueOf, type Fact } from '../model/fact.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import type { FactName } from '../model/facts.ts';
import { joinPath, type ProjectFiles } from '../model/files.ts';

const MANIFESTS = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'package.json'];

/** Facts about the manifests of a folder beside what they depend on: the manager they name, the tool that wrote one, local sources, one that cannot be read. */
export async function manifestFacts(
  files: ProjectFiles, root: string, chosen: { readonly manifest: Fact<string>; readonly dependencies: Fact<readonly Dependency[]> },
): Promise<ReadonlyMap<FactName, Fact<unknown>>> {
  const inRoot = (name: string) => joinPath(root, name) ?? name;
  const unreadable = MANIFESTS.map(inRoot).find((path) => files.has(path) && files.read(path) === undefined);
  const manifest = files.read(valueOf(chosen.manifest) ?? '');
  const sources = manifest === undefined ? [] : await localSources(manifest, valueOf(chosen.dependencies) ?? []);
  return new Map<FactName, Fact<unknown>>([
    ['runtime.managerVersion', await managerField(files.read(inRoot('package.json')))],
    ['runtime.manifestTool', manifestTool(manifest)],
    ['runtime.unreadableManifest', unreadable === undefined ? absent('runtime.unreadableManifest')
      : declared('runtime.unreadableManifest', unreadable, { path: unreadable, text: '' }, { start: 0, end: 0 })],
    ['build.localSources', manifest === undefined ? absent('build.localSources') : declared('build.localSources', sources, manifest, { start: 0, end: 0 })],
  ]);
}
