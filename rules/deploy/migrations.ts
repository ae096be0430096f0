import { defineCheck, fail, notApplicable, pass, valueOf, type Fact, type FactSet, type Known, type Outcome, type Service, type StartStep } from '#rule';
import { advised } from '../shared/advised.ts';
import { buildMigrations } from '../shared/build-migrations.ts';
import { madePreDeploy, movedStep } from '../shared/pre-deploy.ts';
import { ignoredRelease, migrates, releaseFate } from '../shared/release-process.ts';

/** What a migration may stand before; a program that nobody knows by its name is `other`. */
const PROGRAMS: readonly StartStep['purpose'][] = ['server', 'worker', 'other'];

export default defineCheck({
  needs: [],
  reads: [
    'start.steps', 'start.command', 'build.command', 'build.builder', 'deploy.preDeployCommand', 'deploy.replicas', 'service.processes',
    'service.platforms', 'database.pools', 'build.configFiles', 'runtime.scripts', 'build.instructions',
  ],
  check(facts, { service, strings }) {
    const steps = valueOf(facts['start.steps']) ?? [];
    const destructive = destructiveCommand(steps, service.facts, strings('destructive'));
    if (destructive !== undefined) return destructive;
    const built = buildMigrations(service.facts, { places: strings('places'), migrations: strings('migrations'), offline: strings('reads-no-database') });
    const outcomes = [startMigration(steps, service), ...built, unreleased(service.facts)];
    const failures = outcomes.filter((outcome) => outcome !== undefined);
    if (failures.length > 0) return failures;
    if (facts['start.command']?.state === 'unresolved') return notApplicable(`what ${service.name} starts cannot be told: ${facts['start.command'].reason}`);
    return pass();
  },
});

/** A command that may throw data away, on every start or deploy. */
function destructiveCommand(steps: readonly StartStep[], facts: FactSet, patterns: readonly string[]): Outcome | undefined {
  const places = [...steps.map(({ at, words }) => ({ at, text: words.join(' ') })), ...commandOf(facts['deploy.preDeployCommand'])];
  const found = places.find(({ text }) => patterns.some((pattern) => text.includes(pattern)));
  if (found === undefined) return undefined;
  return fail({
    message: `"${found.text}" may delete data, and it runs with every deploy`, evidence: [found.at], anchor: 'destructive', severity: 'critical',
    fix: advised('Apply written migrations instead, once, as the pre-deploy command'),
  });
}

function commandOf(fact: Fact<string> | undefined): readonly { readonly at: Known<string>; readonly text: string }[] {
  return fact?.state === 'known' ? [{ at: fact, text: fact.value }] : [];
}

/** A migration that the server waits for, each time it starts. */
function startMigration(steps: readonly StartStep[], { facts, root }: Service): Outcome | undefined {
  const index = steps.findIndex(({ purpose }) => purpose === 'migration');
  const step = steps[index];
  if (step === undefined || !steps.slice(index + 1).some(({ purpose }) => PROGRAMS.includes(purpose))) return undefined;
  if (valueOf(facts['database.pools'])?.some(({ kind, driver }) => kind === 'sqlite' || driver === 'sqlite') === true) return undefined;
  const replicas = facts['deploy.replicas'];
  const isMany = replicas?.state === 'known' && replicas.value > 1;
  return fail({
    message: `"${step.words.join(' ')}" runs with every start${isMany ? ` of each of ${replicas.value} replicas` : ''}`,
    evidence: isMany ? [step.at, replicas] : [step.at], anchor: 'start.steps', severity: isMany ? 'high' : 'medium',
    fix: movedStep(step, { facts, root }),
  });
}

/** Railway starts no release process; on Heroku it is right. */
function unreleased(facts: FactSet): Outcome | undefined {
  const release = ignoredRelease(facts);
  if (release === undefined || !migrates(release)) return undefined;
  const evidence = release.command.state === 'known' ? release.command : release.process;
  return fail({ message: releaseFate(facts), evidence: [evidence], anchor: 'process:release', confidence: 'medium', fix: madePreDeploy(release.command, facts) });
}
