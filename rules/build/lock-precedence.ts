import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { isBuiltByRailway, isDeployedTo } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'build.installCommand', 'runtime.manifest', 'runtime.manifestTool', 'runtime.lockFiles', 'runtime.dependencies', 'runtime.language'],
  check(_facts, { service: { facts } }) {
    if (!isDeployedTo(facts, 'railway') || !isBuiltByRailway(facts) || valueOf(facts['runtime.language']) !== 'python') return notApplicable("none of Railway's builders installs Python packages");
    if (facts['build.installCommand']?.state === 'known') return notApplicable('an install command decides');
    const manifest = facts['runtime.manifest'];
    if (manifest?.state !== 'known' || !manifest.value.endsWith('requirements.txt')) return notApplicable('no requirements.txt is installed');
    const locks = (valueOf(facts['runtime.lockFiles']) ?? []).filter(({ state, manager }) => state === 'beside' && ['uv', 'poetry', 'pdm', 'pipenv'].includes(manager));
    const [lock] = locks;
    if (lock === undefined) return pass();
    const dependencies = valueOf(facts['runtime.dependencies']) ?? [];
    if (facts['runtime.manifestTool']?.state === 'known' || dependencies.some(({ hashed }) => hashed)) return pass();
    const isPinned = dependencies.length > 0 && dependencies.every(({ version }) => version !== undefined);
    return fail({
      message: `${manifest.value} is installed, and ${lock.at.value} beside it is not read`,
      evidence: [manifest, lock.at], anchor: 'requirements.txt', severity: isPinned ? 'low' : 'high',
      fix: advised('Delete requirements.txt, or make it from the lock file'),
    });
  },
});
