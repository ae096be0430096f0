import {
  defineProjectCheck, fail, notApplicable, pass, tableNumber, valueOf, type Change, type ConfigFile, type ConfigSetting, type FactSet, type Outcome,
  type ProposedFix, type Service,
} from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf } from '../shared/deploy-files.ts';
import { isOldRailwayFile, isOfProduction, pathOf, railwayTsOf } from '../shared/railway-files.ts';
import { MOVABLE, isInForceAnyway, lostOf, type Lost } from '../shared/railway-migration.ts';

export default defineProjectCheck({
  reads: ['build.configFiles', 'build.settings', 'build.migrationRemarks', 'build.dockerfilePath', ...MOVABLE.map(({ fact }) => fact)],
  check(services, { tables }) {
    const timeout = tableNumber(tables, 'railway/healthcheck-timeout');
    return new Map(services.map((service): readonly [Service, Outcome | readonly Outcome[]] => {
      const successor = railwayTsOf(service.facts['build.configFiles']);
      if (successor === undefined) return [service, notApplicable('no .railway/railway.ts describes the service')];
      const findings = [
        ...oldFilesOf(service, services).flatMap((old) => lackingFindings(old, successor, { service, timeout })),
        ...remarkFindings(successor, service), ...replicasFinding(service.facts),
      ];
      return [service, findings.length === 0 ? pass() : findings];
    }));
  },
});

/** The old files of a service. One that lies in the folder of several is that of the service which it starts. */
function oldFilesOf(service: Service, services: readonly Service[]): readonly ConfigFile[] {
  return filesOf(service.facts['build.configFiles']).filter(isOldRailwayFile).filter(({ path }) => {
    const holders = services.filter(({ facts }) => filesOf(facts['build.configFiles']).some((file) => file.path === path));
    return holders.length === 1 || isStartedBy(path, service);
  });
}

function isStartedBy(path: string, { facts }: Service): boolean {
  const command = valueOf(facts['start.command']);
  const setting = (valueOf(facts['build.settings']) ?? []).find((each) => pathOf(each) === path && each.key === 'deploy.startCommand' && isOfProduction(each));
  return command !== undefined && setting?.value === command;
}

function lackingFindings(old: ConfigFile, successor: ConfigFile, place: { readonly service: Service; readonly timeout: number }): readonly Outcome[] {
  return MOVABLE.filter(({ fact }) => old.states.includes(fact) && !successor.states.includes(fact))
    .flatMap((movable) => lostOf(movable, old, place))
    .map((lost) => lossFinding(lost, `${successor.path} lacks ${lost.movable.key}, which ${old.path} sets`));
}

/** Comments of what no old file says any more, or none that is still there. */
function remarkFindings(successor: ConfigFile, { facts, root }: Service): readonly Outcome[] {
  const old = filesOf(facts['build.configFiles']).filter(isOldRailwayFile).flatMap(({ states }) => states);
  return (valueOf(facts['build.migrationRemarks']) ?? []).flatMap((remark): readonly Outcome[] => {
    const movable = MOVABLE.find(({ key }) => key.endsWith(`.${remark.key}`));
    if (movable === undefined || old.includes(movable.fact) || successor.states.includes(movable.fact)) return [];
    const value = movable.fact === 'build.builder' ? remark.value?.toLowerCase() : remark.value;
    if (isInForceAnyway(movable, value, { facts, root })) return [];
    return [lossFinding({ movable, value, at: remark.at }, `${successor.path} has ${movable.key} of the old file as a comment only`)];
  });
}

function lossFinding({ movable: { fact, key }, value, at }: Lost, message: string): Outcome {
  const fix: ProposedFix = value === undefined
    ? advised(`Add ${key} with \`optimize migrate railway\`, or by hand`)
    : { title: `Set ${key} to ${String(value)}`, applicability: 'review', change: { kind: 'set-fact', fact, value } };
  return fail({ message, evidence: [at], anchor: key, fix });
}

/** `replicas: { "us-west2": { numReplicas: 2 } }`: the types of the file want the number itself. */
function replicasFinding(facts: FactSet): readonly Outcome[] {
  const counts = (valueOf(facts['build.settings']) ?? []).filter(isNestedCount);
  const [first, ...rest] = counts;
  if (first === undefined) return [];
  return [fail({
    message: `${pathOf(first) ?? 'railway.ts'} gives a region an object with numReplicas, and its types want the number`,
    evidence: [first.at, ...rest.map(({ at }) => at)], anchor: 'replicas',
    fix: { title: 'Write the number of replicas behind the region', ...replicasFix(counts, facts) },
  })];
}

function isNestedCount(setting: ConfigSetting): boolean {
  return setting.by === 'railway-ts' && isOfProduction(setting) && /^(replicas|regions)\.[^.]+\.numReplicas$/.test(setting.key);
}

/** Only a map that holds nothing else can be written anew. */
function replicasFix(counts: readonly ConfigSetting[], facts: FactSet): { readonly applicability: 'review' | 'advice'; readonly change: Change } {
  const all = (valueOf(facts['build.settings']) ?? []).filter(({ by, key }) => by === 'railway-ts' && /^(replicas|regions)\./.test(key));
  const place = facts['deploy.replicas'];
  const isPlain = place?.state === 'known' && place.provenance.kind === 'declared' && all.length === counts.length && counts.every(({ value }) => typeof value === 'number');
  if (!isPlain) return { applicability: 'advice', change: { kind: 'advice' } };
  const regions = counts.map(({ key, value }) => `${JSON.stringify(key.split('.')[1] ?? '')}: ${String(value)}`);
  return { applicability: 'review', change: { kind: 'replace', at: place, text: `{ ${regions.join(', ')} }` } };
}
