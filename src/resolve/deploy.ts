import { absent, defaulted, type Fact, type Known } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Override } from '../model/project.ts';
import type { Statement } from '../model/statement.ts';
import { livenessOf, type Situation } from './liveness.ts';
import { nameOf } from './start-sources.ts';
import type { ServiceInput } from './service-input.ts';
import { environmentOf, isMain, ranked } from './statements.ts';

/** Facts that a platform's configuration may state, and whose absence there means something. */
const DEPLOY_FACTS = [
  'deploy.replicas', 'deploy.healthcheckPath', 'deploy.healthcheckTimeout', 'deploy.preDeployCommand', 'deploy.restartPolicy',
  'deploy.restartRetries', 'deploy.overlapSeconds', 'deploy.drainingSeconds', 'deploy.cronSchedule', 'deploy.sleep',
] as const satisfies readonly FactName[];

/** Facts that are stated or not, and whose absence proves nothing. */
const STATED_FACTS = [
  'build.baseImage', 'build.cacheMounts', 'build.command', 'build.imageCopies', 'build.imageFolder', 'build.installCommand',
  'build.instructions', 'build.lists', 'build.migrationRemarks', 'build.railpackKeys', 'build.rootDirectory', 'build.unknownKeys',
  'build.variables', 'build.watchPatterns', 'build.workDirectory', 'deploy.cpuLimit', 'deploy.memoryLimit', 'deploy.preDeployItems',
  'deploy.regions', 'deploy.variables', 'deploy.volumeMount', 'start.procfileDisagreements',
] as const satisfies readonly FactName[];

const REPLICAS_DEFAULT = 'https://docs.railway.com/reference/scaling';

/** Facts with the words that lost. */
export interface Resolved {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  readonly overrides: readonly Override[];
}

/** The settings of build and deployment: the strongest living file wins, and losers are kept. */
export function resolveSettings(input: ServiceInput, situation: Situation): Resolved {
  const facts = new Map<FactName, Fact<unknown>>();
  const overrides: Override[] = [];
  const configuration = deployConfiguration(input, situation);
  for (const name of [...DEPLOY_FACTS, ...STATED_FACTS]) {
    const stated = ranked(input.statements.filter((statement) => statement.fact.name === name && isMain(statement)), environmentOf(input));
    const winner = stated.find((statement) => livenessOf(statement, situation).live);
    if (winner !== undefined) facts.set(name, winner.fact);
    overrides.push(...stated.flatMap((statement) => lossOf(statement, winner, situation)));
  }
  const isTold = input.live !== undefined && situation.platform === 'railway';
  if (configuration === undefined && !isTold) return { facts, overrides };
  for (const name of DEPLOY_FACTS) if (!isStated(facts.get(name))) facts.set(name, { ...facts.get(name), ...absent(name, configuration) });
  if (situation.platform === 'railway' && facts.get('deploy.replicas')?.state === 'absent') {
    facts.set('deploy.replicas', defaulted('deploy.replicas', 1, 'Railway', REPLICAS_DEFAULT));
  }
  return { facts, overrides };
}

function isStated(fact: Fact<unknown> | undefined): boolean {
  return fact !== undefined && fact.state !== 'absent';
}

/** The living file that would hold a deploy setting; undefined when all settings live outside the repository. */
function deployConfiguration(input: ServiceInput, situation: Situation): SourceFile | undefined {
  const kinds = ['railway-ts', 'railway-toml', 'railway-json', 'render', 'fly'];
  const statement = input.statements.find((each) =>
    kinds.includes(each.by) && livenessOf(each, situation).live && fileOf(each.fact as Fact<unknown>) !== undefined);
  return statement === undefined ? undefined : fileOf(statement.fact as Fact<unknown>);
}

/** The file that a fact was read from. */
export function fileOf(fact: Fact<unknown>): SourceFile | undefined {
  if (fact.state === 'absent') return fact.file;
  return fact.provenance.kind === 'declared' ? fact.provenance.file : undefined;
}

function lossOf(statement: Statement, winner: Statement | undefined, situation: Situation): readonly Override[] {
  if (statement === winner || statement.fact.state !== 'known') return [];
  const { live, because } = livenessOf(statement, situation);
  const reason = live && winner !== undefined ? `${nameOf(winner.by)} comes before ${nameOf(statement.by)}` : because;
  return [{ name: statement.fact.name, loser: statement.fact as Known<unknown>, because: reason }];
}
