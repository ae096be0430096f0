import { absent, valueOf, type Fact } from '../model/fact.ts';
import type { FactName, FactSet } from '../model/facts.ts';
import type { Override, ReadMeasures, Service } from '../model/project.ts';
import type { Problem } from '../model/problem.ts';
import type { Builder, ConfigFile } from '../model/facts/build.ts';
import { addressFact } from './addresses.ts';
import { agreed } from './agree.ts';
import { readBuildContext } from './build-context.ts';
import type { BuilderChoice } from './builder-choice.ts';
import { chooseBuilder } from './builder.ts';
import { configFiles, filesOfAll } from './config-files.ts';
import { misnamedDockerfiles, missingPaths, settingsAsWritten, watchPatterns } from './config-paths.ts';
import { fileOf, resolveSettings } from './deploy.ts';
import { readDatabaseFacts } from './database.ts';
import { detectWith, type BuilderView } from './detect.ts';
import { environmentFiles } from './exposed/environment-files.ts';
import { secretLiterals } from './exposed/secret-literals.ts';
import { liveServiceFacts } from './live-service.ts';
import type { Situation } from './liveness.ts';
import { readMigrationStatements } from './migration-statements.ts';
import { otherDockerfiles } from './other-dockerfiles.ts';
import { platformsOf } from './platforms.ts';
import { processesOf } from './processes.ts';
import { readProgram } from './program.ts';
import type { ServiceInput } from './service-input.ts';
import { schemaProblems } from './schema-problems.ts';
import { serviceKind } from './service-kind.ts';
import { sideProcesses } from './side-processes.ts';
import { chooseStart, startForm } from './start-sources.ts';
import { configFileOf, presentIn, withLive } from './with-live.ts';

/** A service with the measures of reading it. */
export interface ServiceReading {
  readonly service: Service;
  readonly measures: ReadMeasures;
}

type Facts = Map<FactName, Fact<unknown>>;

/** What one builder makes of the service. */
interface View {
  readonly facts: Facts;
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
  readonly parsed: readonly string[];
}

/** Resolves everything that can be known of one service. */
export async function readService(given: ServiceInput): Promise<ServiceReading> {
  const input = await withLive(given);
  const platforms = platformOf(input);
  const choice = chooseBuilder(input, valueOf(platforms)?.[0]);
  const own = withoutOtherDockerfiles(input, choice.dockerfile);
  const views: (readonly [Builder, View])[] = [];
  for (const builder of choice.candidates) views.push([builder, await readView(own, choice, { builder, platforms })]);
  const [, main] = views[0] as readonly [Builder, View]; // candidates are never empty
  const facts: Facts = new Map(agreed(views.map(([builder, view]) => [builder, view.facts]), choice.fact));
  facts.set('build.builder', choice.fact);
  facts.set('build.configFiles', listed('build.configFiles', filesOfAll(views.map(([, view]) => configFilesOf(view)))));
  addAll(facts, exposedFacts(input));
  addAll(facts, await liveServiceFacts(given));
  if (input.elsewhere !== undefined && input.elsewhere.length > 0) facts.set('start.elsewhere', listed('start.elsewhere', input.elsewhere));
  facts.set('schema.statements', listed('schema.statements', await readMigrationStatements(input)));
  for (const [name, fact] of input.assumptions.facts) facts.set(name, fact);
  const problems = [...views.flatMap(([, view]) => view.problems), ...await schemaProblems(input, facts)];
  const files = [...new Set(views.flatMap(([, view]) => view.files))].sort();
  return {
    service: {
      name: given.name, root: given.root, facts: Object.fromEntries(facts) as FactSet,
      overrides: [...main.overrides, ...otherDockerfiles(input, choice.dockerfile)], files, problems: distinct(problems),
    },
    measures: { files: input.files.paths.length, codeFiles: input.codePaths.length, parsed: main.parsed.length },
  };
}

/** Where the service goes: the user's word, or what the files show. */
function platformOf(input: ServiceInput): Fact<readonly string[]> {
  return (input.assumptions.facts.get('service.platforms') as Fact<readonly string[]> | undefined) ?? platformsOf(input);
}

async function readView(
  input: ServiceInput, choice: BuilderChoice, { builder, platforms }: { readonly builder: Builder; readonly platforms: Fact<readonly string[]> },
): Promise<View> {
  const situation: Situation = {
    builder, asOf: input.asOf, platform: valueOf(platforms)?.[0], present: presentIn(input.statements), configFile: configFileOf(input),
    imageStarts: input.statements.some(({ by, fact }) => by === 'dockerfile' && fact.name === 'start.command' && fact.state !== 'absent'),
  };
  const facts: Facts = new Map<FactName, Fact<unknown>>([['service.platforms', platforms]]);
  const settings = resolveSettings(input, situation);
  addAll(facts, settings.facts);
  facts.set('build.configFiles', listed('build.configFiles', configFiles(input, situation)));
  facts.set('service.processes', listed('service.processes', processesOf(input, situation)));
  facts.set('build.settings', listed('build.settings', settingsAsWritten(input)));
  facts.set('build.missingPaths', listed('build.missingPaths', missingPaths(input, situation)));
  facts.set('build.misnamedDockerfiles', listed('build.misnamedDockerfiles', misnamedDockerfiles(input, choice.dockerfile)));
  const watched = await watchPatterns(input, situation);
  if (watched !== undefined) facts.set('build.watched', listed('build.watched', watched));
  if (choice.dockerfile !== undefined) setDockerfile(facts, input, choice.dockerfile);
  addAll(facts, readBuildContext(input, facts, builder));

  const detected: BuilderView = await detectWith(builder, input, choice.dockerfile);
  addAll(facts, detected.facts);
  const start = chooseStart(input, situation, detected.startCommand);
  for (const [name, fact] of input.assumptions.facts) facts.set(name, fact);
  const command = facts.get('start.command') as Fact<string> | undefined ?? start.command;
  facts.set('start.command', command);
  facts.set('start.sources', listed('start.sources', start.sources));
  const form = startForm(input, situation, { ...start, command });
  if (form !== undefined) facts.set('start.form', form);

  const program = await readProgram({ ...input, root: detected.root }, facts, { command, form: form?.value ?? 'shell', by: start.by, builder });
  addAll(facts, program.facts);
  addAll(facts, readDatabaseFacts(input, facts));
  const beside = await sideProcesses({ ...input, root: detected.root }, facts);
  if (beside.length > 0) facts.set('database.sideProcesses', listed('database.sideProcesses', beside));
  await addTables(facts, input);
  const addresses = addressFact(facts);
  if (addresses !== undefined) facts.set('code.addresses', addresses);
  facts.set('service.kind', serviceKind(input, facts));
  for (const [name, fact] of input.assumptions.facts) facts.set(name, fact);
  return {
    facts, overrides: [...settings.overrides, ...start.overrides, ...detected.overrides, ...program.overrides],
    problems: [...detected.problems, ...program.problems], parsed: program.parsed,
    files: [...filesOf(input), ...detected.files, ...program.files],
  };
}

/** Files that make tables without code. */
const SCHEMA_FILE = /\.(?:prisma|sql)$|(?:^|\/)script\.py\.mako$|(?:^|\/)knexfile\.\w+$|(?:^|[/_-])migrations?\/.*\.[cm]?[jt]s$/;

/** Tables are read where models of the code or files of a schema make some. */
async function addTables(facts: Facts, input: ServiceInput): Promise<void> {
  const known = facts.get('schema.tables');
  if (known?.state === 'unresolved') facts.delete('schema.tables');
  if (known?.state !== 'known' && !input.ownPaths.some((path) => SCHEMA_FILE.test(path))) return;
  const { readTables } = await import('./schema/read-tables.ts');
  const tables = await readTables(input, facts);
  facts.set('schema.tables', tables ?? absent('schema.tables'));
}

/** What the service's files give away, whoever builds it. */
function exposedFacts({ files, ownPaths }: ServiceInput): Facts {
  return new Map<FactName, Fact<unknown>>([
    ['code.secrets', listed('code.secrets', secretLiterals(files, ownPaths))],
    ['code.environmentFiles', listed('code.environmentFiles', environmentFiles(files, ownPaths))],
  ]);
}

/** A Dockerfile that this service does not use says nothing about it. */
function withoutOtherDockerfiles(input: ServiceInput, used: string | undefined): ServiceInput {
  const statements = input.statements.filter(({ by, fact }) => by !== 'dockerfile' || fileOf(fact as Fact<unknown>)?.path === used);
  return { ...input, statements };
}

function setDockerfile(facts: Facts, input: ServiceInput, path: string): void {
  const file = input.files.read(path) ?? { path, text: '' };
  const provenance = { kind: 'declared', file, range: { start: 0, end: 0 } } as const;
  facts.set('build.dockerfilePath', { state: 'known', name: 'build.dockerfilePath', value: path, provenance });
}

function configFilesOf({ facts }: View): readonly ConfigFile[] {
  return (valueOf(facts.get('build.configFiles')) ?? []) as readonly ConfigFile[];
}

/** A list that we made ourselves: its records carry the provenance. */
function listed(name: FactName, records: readonly unknown[]): Fact<unknown> {
  return { state: 'known', name, value: records, provenance: { kind: 'derived', from: [] } };
}

function addAll(facts: Facts, more: ReadonlyMap<FactName, Fact<unknown>>): void {
  for (const [name, fact] of more) facts.set(name, fact);
}

function filesOf(input: ServiceInput): readonly string[] {
  return input.statements.flatMap(({ fact }) => fileOf(fact as Fact<unknown>)?.path ?? []);
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.kind} ${problem.path} ${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
