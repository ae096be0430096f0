import { chooseManifest } from '../adapters/manifests.ts';
import { readPackageScripts } from '../adapters/package-json.ts';
import { valueOf, type Fact } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';
import type { FactName } from '../model/facts.ts';
import { baseName, joinPath } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import { lockFacts } from './lock-facts.ts';
import { manifestFacts } from './manifest-facts.ts';
import type { ServiceInput } from './service-input.ts';
import { statementsOf } from './statements.ts';

/** What the manifests of the service's folder say. */
export interface DependencyReading {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}

/** Reads the manifest that counts, from its lock file the versions of what it names, and the scripts of the folder's package.json. */
export async function dependencyFacts(input: ServiceInput, builder: Builder, language: string | undefined): Promise<DependencyReading> {
  const { files, root } = input;
  const manifest = builder === 'dockerfile' ? namedManifest(input) : undefined;
  const choice = await chooseManifest({ files, root, language, builder, manifest });
  const facts = new Map<FactName, Fact<unknown>>([
    ['runtime.manifest', choice.manifest], ['runtime.lockFile', choice.lockFile], ['runtime.dependencies', choice.dependencies],
    ['runtime.scripts', await readPackageScripts(files.read(joinPath(root, 'package.json') ?? 'package.json'))],
  ]);
  for (const [name, fact] of [...lockFacts(files, root, choice), ...(await manifestFacts(files, root, choice))]) facts.set(name, fact);
  return { facts, problems: choice.problems, files: choice.files };
}

/** The requirements file that a Dockerfile installs: the one that `pip install -r` names, if the project has it. */
function namedManifest(input: ServiceInput): string | undefined {
  for (const fact of statementsOf(input, 'build.installCommand')) {
    const words = (valueOf(fact) ?? '').split(/\s+/);
    const flag = words.findIndex((word) => word === '-r' || word === '--requirement');
    const named = flag === -1 ? undefined : words[flag + 1]?.replaceAll(/["']/g, '');
    const path = named === undefined ? undefined : pathOf(input, named);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** The file of the project that a path in the image is a copy of: at the same place, or the only one of its name. */
function pathOf({ files, root }: ServiceInput, named: string): string | undefined {
  const places = [root, ''].map((folder) => joinPath(folder, named.replace(/^\/+/, '')));
  const exact = places.find((path) => path !== undefined && files.has(path));
  if (exact !== undefined) return exact;
  const sameName = files.below(root).filter((path) => baseName(path) === baseName(named));
  return sameName.length === 1 ? sameName[0] : undefined;
}
