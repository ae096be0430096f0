import type { Detection } from '../builders/detection.ts';
import { absent, undecidable, valueOf, type Fact, type Known } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';
import type { VersionRequest } from '../model/facts/runtime.ts';
import type { FactName } from '../model/facts.ts';
import type { Override } from '../model/project.ts';
import type { Problem } from '../model/problem.ts';
import type { ServiceInput } from './service-input.ts';
import { dependencyFacts } from './dependencies.ts';

/** What the builder in use makes of the folder by itself. */
export interface BuilderView {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  /** The start command that the builder falls back to. */
  readonly startCommand: Fact<string>;
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}

const NO_DETECTION = 'no provider of the builder recognises the folder';

/** Lets the builder detect language, framework and versions. With a Dockerfile only its final image counts for versions. */
export async function detectWith(builder: Builder, input: ServiceInput, dockerfile: string | undefined): Promise<BuilderView> {
  const detection = await detectionOf(builder, input);
  const facts = new Map<FactName, Fact<unknown>>();
  const startCommand = builder === 'dockerfile' || detection === undefined ? absent('start.command') : detection.startCommand;
  if (detection !== undefined) addDetection(facts, detection);
  const requests = requestsOf(builder, input, detection, dockerfile);
  if (builder === 'dockerfile') addImage(facts, requests);
  facts.set('runtime.requests', { state: 'known', name: 'runtime.requests', value: requests, provenance: { kind: 'derived', from: [] } });
  const language = valueOf(facts.get('runtime.language'));
  const dependencies = await dependencyFacts(input, builder, typeof language === 'string' ? language : undefined);
  for (const [name, fact] of dependencies.facts) facts.set(name, fact);
  if (!facts.has('runtime.language')) facts.set('runtime.language', undecidable('runtime.language', NO_DETECTION, []));
  return { facts, startCommand, overrides: versionOverrides(requests), problems: dependencies.problems, files: dependencies.files };
}

async function detectionOf(builder: Builder, input: ServiceInput): Promise<Detection | undefined> {
  const { files, root, folderName } = input;
  const detectionInput = { files, root, folderName, environment: input.assumptions.variables };
  if (builder === 'nixpacks') return (await import('../builders/nixpacks/detect.ts')).detectNixpacks(detectionInput);
  return (await import('../builders/railpack/detect.ts')).detectRailpack(detectionInput);
}

function addDetection(facts: Map<FactName, Fact<unknown>>, detection: Detection): void {
  const { language, framework, packageManager, versions } = detection;
  facts.set('runtime.language', language);
  facts.set('runtime.framework', framework);
  facts.set('runtime.packageManager', packageManager);
  facts.set('runtime.static', detection.static);
  setVersions(facts, versions);
}

function setVersions(facts: Map<FactName, Fact<unknown>>, versions: Readonly<Record<string, Fact<string>>>): void {
  const entries = Object.entries(versions).flatMap(([tool, fact]) => (fact.state === 'known' ? [[tool, fact] as const] : []));
  const values = Object.fromEntries(entries.map(([tool, fact]) => [tool, fact.value]));
  const from = entries.map(([, fact]) => fact);
  facts.set('runtime.versions', { state: 'known', name: 'runtime.versions', value: values, provenance: { kind: 'derived', from } });
  const language = valueOf(facts.get('runtime.language'));
  const main = typeof language === 'string' ? versions[language] : undefined;
  if (main !== undefined) facts.set('runtime.version', { ...main, name: 'runtime.version' });
}

/** The final image decides the versions; the language follows from it where the folder does not show one. */
function addImage(facts: Map<FactName, Fact<unknown>>, requests: readonly VersionRequest[]): void {
  const effective = requests.filter((request) => request.effective);
  const versions = effective.flatMap(({ language, version, at }): readonly (readonly [string, Known<string>])[] =>
    (version === undefined ? [] : [[language, { ...at, name: `runtime.versions.${language}`, value: version }]]));
  const [first] = effective;
  const detected = valueOf(facts.get('runtime.language'));
  if (first !== undefined && (detected === undefined || !effective.some(({ language }) => language === detected))) {
    facts.set('runtime.language', { ...first.at, name: 'runtime.language', value: first.language });
  }
  facts.delete('runtime.version');
  setVersions(facts, Object.fromEntries(versions));
}

/** All requests for versions; with a Dockerfile, only those of its own image count. */
function requestsOf(
  builder: Builder, input: ServiceInput, detection: Detection | undefined, dockerfile: string | undefined,
): readonly VersionRequest[] {
  const detected = detection?.requests ?? [];
  if (builder !== 'dockerfile') return detected;
  const because = `a Dockerfile build takes its versions from ${dockerfile ?? 'the image'}`;
  const image = input.statements.flatMap(({ by, fact }) =>
    (by === 'dockerfile' && fact.name === 'runtime.requests' && fact.state === 'known' ? (fact.value as readonly VersionRequest[]) : []));
  return [...image, ...detected.map((request) => ({ ...request, effective: false, because }))];
}

function versionOverrides(requests: readonly VersionRequest[]): readonly Override[] {
  return requests.filter((request) => !request.effective)
    .map(({ language, at, because }) => ({ name: `runtime.versions.${language}`, loser: at, because }));
}
