import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { deployFile } from '../shared/deploy-files.ts';
import { reasonToStayAlone } from '../shared/alone.ts';

/** What counts in each process for itself, so that a second one changes what it means. */
const COUNTING = ['metrics', 'rate-limit'];

export default defineCheck({
  needs: [],
  reads: ['deploy.replicas', 'deploy.sleep', 'process.singletons', 'deploy.volumeMount', 'web.capabilities', 'web.app', 'build.configFiles'],
  check(facts, { service }): Outcome {
    const replicas = facts['deploy.replicas'];
    // Beside railway.json and railway.toml the dashboard may say more than the platform's default; one that says 1 there was chosen, or never thought of.
    const isOpen = replicas?.state === 'known' && (replicas.provenance.kind === 'live'
      || (replicas.provenance.kind === 'default' && deployFile(facts['build.configFiles'])?.kind.value !== 'railway-ts'));
    if (replicas?.state !== 'known' || isOpen) return notApplicable('no file says how many replicas run');
    if (replicas.value > 1) return pass();
    if (facts['web.app']?.state !== 'known') return notApplicable('the application was not read, and may have to stay alone');
    const alone = reasonToStayAlone(service.facts);
    if (alone !== undefined) return notApplicable(alone);
    const counting = (valueOf(facts['web.capabilities']) ?? []).find(({ kind }) => COUNTING.includes(kind));
    if (counting !== undefined) return notApplicable(`${counting.library} may count in each process for itself`);
    if (valueOf(facts['deploy.sleep']) === true) return notApplicable('it sleeps without traffic');
    return fail({
      message: `${service.name} runs as one replica, and nothing answers while that one is down`, evidence: [replicas],
      fix: advised('Run a second replica, once the database has room for its connections'),
    });
  },
});
