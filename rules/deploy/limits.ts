import { absent, defineCheck, fail, pass, undecided, type ConfigFile, type Evidence, type Fact, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { deployFile } from '../shared/deploy-files.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.replicas', 'deploy.memoryLimit', 'build.configFiles'],
  check(facts) {
    const [replicas, memory] = [facts['deploy.replicas'], facts['deploy.memoryLimit']];
    const unknown = [replicas, memory].find((fact) => fact?.state === 'unresolved');
    if (unknown?.state === 'unresolved') return undecided(`${unknown.name} cannot be told: ${unknown.reason}`);
    const file = deployFile(facts['build.configFiles']);
    if (isDeclared(replicas) && isDeclared(memory)) return pass();
    if (file === undefined) return undecided('no file holds deploy settings; replicas and limits may be set in the dashboard');
    return failed(file, replicas, memory);
  },
});

function isDeclared(fact: Fact<number> | undefined): boolean {
  return fact?.state === 'known' && fact.provenance.kind !== 'default';
}

function failed(file: ConfigFile, replicas: Fact<number> | undefined, memory: Fact<number> | undefined): Outcome {
  const { provenance } = file.kind;
  const source = provenance.kind === 'declared' ? provenance.file : undefined;
  const missing = [
    { fact: memory, name: 'deploy.memoryLimit', words: 'how much memory a replica may take' },
    { fact: replicas, name: 'deploy.replicas', words: 'how many replicas run' },
  ].filter(({ fact }) => !isDeclared(fact));
  const [first, ...rest] = missing.map(({ name }): Evidence => absent(name, source));
  return fail({
    message: `${file.path} does not say ${missing.map(({ words }) => words).join(' or ')}`,
    evidence: [first ?? file.kind, ...rest], anchor: 'deploy.limits',
    fix: advised('Declare replicas and a memory limit'),
  });
}
