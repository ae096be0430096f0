import type { Detection } from '../builders/detection.ts';
import { fileServerOf } from '../adapters/dockerfile/images.ts';
import { absent, valueOf, type Fact, type Known } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';
import type { VersionRequest } from '../model/facts/runtime.ts';
import type { FactName } from '../model/facts.ts';
import type { Override } from '../model/project.ts';
import type { Problem } from '../model/problem.ts';
import type { ServiceInput } from './service-input.ts';
import { startElsewhere } from './builder-elsewhere.ts';
import { buildEnvironment } from './environment.ts';
import { onHeroku } from './heroku-versions.ts';
import { statementsOf } from './statements.ts';
import { dependencyFacts } from './dependencies.ts';

/** What the builder in use makes of the folder by itself. */
export interface BuilderView {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  /** The start command that the builder falls back to. */
  readonly startCommand: Fact<string>;
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
  /** The folder that is built: Nixpacks steps into a lone subfolder. */
  readonly root: string;
}

/** Lets the builder detect language, framework and versions. With a Dockerfile only its final image counts for versions. */
export async function detectWith(builder: Builder, input: ServiceInput, dockerfile: string | undefined): Promise<BuilderView> {
  const folder = await detectionOf(builder, input);
  const detection = builder === 'heroku' && folder !== undefined ? onHeroku(folder) : folder;
  const facts = new Map<FactName, Fact<unknown>>();
  const isOwn = builder === 'railpack' || builder === 'nixpacks';
  const startCommand = isOwn ? detection?.startCommand ?? absent('start.command') : startElsewhere(builder);
  if (detection !== undefined) addDetection(facts, isOwn ? detection : withoutDefaults(detection));
  const requests = requestsOf(builder, input, detection, dockerfile);
  if (builder === 'dockerfile') addImage(facts, requests, input);
  facts.set('runtime.requests', { state: 'known', name: 'runtime.requests', value: requests, provenance: { kind: 'derived', from: [] } });
  const language = valueOf(facts.get('runtime.language'));
  const root = detection?.root ?? input.root;
  const dependencies = await dependencyFacts({ ...input, root }, builder, typeof language === 'string' ? language : undefined);
  for (const [name, fact] of dependencies.facts) facts.set(name, fact);
  if (!facts.has('runtime.language')) facts.set('runtime.language', absent('runtime.language')); // no provider of the builder recognises the folder
  return { facts, startCommand, overrides: versionOverrides(requests), problems: dependencies.problems, files: dependencies.files, root };
}

async function detectionOf(builder: Builder, input: ServiceInput): Promise<Detection | undefined> {
  const { files, root, folderName } = input;
  const detectionInput = { files, root, folderName, environment: buildEnvironment(input) };
  if (builder === 'nixpacks') return (await import('../builders/nixpacks/detect.ts')).detectNixpacks(detectionInput);
  return (await import('../builders/railpack/detect.ts')).detectRailpack(detectionInput);
}

/** What the folder shows of language and versions to any builder; what Railpack would decide where the folder says nothing is no fact. */
function withoutDefaults(detection: Detection): Detection {
  const versions = Object.entries(detection.versions).filter(([, version]) => version.state !== 'known' || version.provenance.kind !== 'default');
  return { ...detection, static: { ...detection.static, value: false }, versions: Object.fromEntries(versions) };
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
function addImage(facts: Map<FactName, Fact<unknown>>, requests: readonly VersionRequest[], input: ServiceInput): void {
  const effective = requests.filter((request) => request.effective);
  const versions = effective.flatMap(({ language, version, at }): readonly (readonly [string, Known<string>])[] =>
    (version === undefined ? [] : [[language, { ...at, name: `runtime.versions.${language}`, value: version }]]));
  const [first] = effective;
  const detected = valueOf(facts.get('runtime.language'));
  if (first !== undefined && (detected === undefined || !effective.some(({ language }) => language === detected))) {
    facts.set('runtime.language', { ...first.at, name: 'runtime.language', value: first.language });
  }
  const [image] = statementsOf(input, 'build.baseImage');
  if (first === undefined && image?.state === 'known' && fileServerOf(image.value) !== undefined) {
    facts.set('runtime.language', { ...image, name: 'runtime.language', value: 'static' });
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
