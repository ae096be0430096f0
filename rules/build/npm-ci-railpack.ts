import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'build.installCommand', 'deploy.variables', 'runtime.packageManager', 'runtime.lockFiles'],
  check(_facts, { service: { facts } }) {
    if (!isDeployedTo(facts, 'railway') || valueOf(facts['build.builder']) !== 'railpack' || valueOf(facts['runtime.packageManager']) !== 'npm') return notApplicable('Railpack does not install with npm');
    const lock = (valueOf(facts['runtime.lockFiles']) ?? []).find(({ state, manager }) => state === 'used' && manager === 'npm');
    if (lock === undefined) return notApplicable('there is no lock file of npm');
    const variables = valueOf(facts['deploy.variables']) ?? [];
    const isChosen = facts['build.installCommand']?.state === 'known' || variables.some(({ variable }) => variable === 'RAILPACK_NODE_NPM_INSTALL' || variable === 'RAILPACK_INSTALL_CMD');
    if (isChosen) return pass();
    return fail({
      message: `Railpack runs npm install, which changes ${lock.at.value} where it does not fit package.json, and goes on`,
      evidence: [lock.at], anchor: 'npm install',
      fix: advised('Set the variable RAILPACK_NODE_NPM_INSTALL="npm ci" on the service'),
    });
  },
});
