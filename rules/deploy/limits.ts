import { absent, cannotBeTold, defineCheck, fail, pass, undecided, type Absent, type Evidence, type Fact, type FactName, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';
import { deployFile } from '../shared/deploy-files.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.replicas', 'deploy.memoryLimit', 'build.configFiles'],
  check(facts, { service }) {
    const [replicas, memory] = [facts['deploy.replicas'], facts['deploy.memoryLimit']];
    const unknown = [replicas, memory].find((fact) => fact?.state === 'unresolved');
    if (unknown?.state === 'unresolved') return undecided(cannotBeTold(unknown.name as FactName, unknown.reason));
    const file = deployFile(facts['build.configFiles']);
    if (isDeclared(replicas) && isDeclared(memory)) return pass();
    if (file === undefined && isAsked(service.facts)) return failed({ who: 'Railway', place: undefined }, replicas, memory);
    if (file === undefined) return undecided('no file holds deploy settings; replicas and limits may be set in the dashboard');
    const { provenance } = file.kind;
    return failed({ who: file.path, place: provenance.kind === 'declared' ? provenance.file : undefined }, replicas, memory);
  },
});

function isDeclared(fact: Fact<number> | undefined): boolean {
  return fact?.state === 'known' && fact.provenance.kind !== 'default';
}

/** What does not say it: a file, or the platform where no file does. */
interface Silent {
  readonly who: string;
  readonly place: Absent['file'];
}

function failed({ who, place }: Silent, replicas: Fact<number> | undefined, memory: Fact<number> | undefined): Outcome {
  const missing = [
    { fact: memory, name: 'deploy.memoryLimit', words: 'how much memory a replica may take' },
    { fact: replicas, name: 'deploy.replicas', words: 'how many replicas run' },
  ].filter(({ fact }) => !isDeclared(fact));
  const [first, ...rest] = missing.map(({ fact, name }): Evidence => (place === undefined && fact !== undefined ? fact : absent(name, place)));
  return fail({
    message: `${who} ${place === undefined ? 'is not told' : 'does not say'} ${missing.map(({ words }) => words).join(' or ')}`,
    evidence: [first ?? absent('deploy.replicas', place), ...rest], anchor: 'deploy.limits',
    fix: advised('Declare replicas and a memory limit'),
  });
}
