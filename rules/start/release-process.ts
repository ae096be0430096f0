import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { madePreDeploy } from '../shared/pre-deploy.ts';
import { ignoredRelease, migrates, releaseFate } from '../shared/release-process.ts';

export default defineCheck({
  needs: [],
  reads: ['service.processes', 'service.platforms', 'service.kind', 'build.builder', 'build.configFiles', 'deploy.preDeployCommand'],
  check(facts, { service }) {
    const entry = valueOf(facts['service.processes'])?.find(({ kind }) => kind === 'release');
    if (entry === undefined) return notApplicable('there is no release process');
    if (migrates(entry)) return notApplicable('deploy/migrations judges a release process that migrates');
    const release = ignoredRelease(service.facts);
    if (release === undefined) return pass();
    const { command, process } = release;
    return fail({
      message: releaseFate(service.facts), evidence: [command.state === 'known' ? command : process], anchor: 'process:release',
      fix: madePreDeploy(command, service.facts, 'Make the release command the pre-deploy command'),
    });
  },
});
