import { defineCheck, fail, notApplicable, pass, type Drift, type Evidence, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { pathOf, railwayTsOf } from '../shared/railway-files.ts';

export default defineCheck({
  needs: ['live.drift'],
  reads: ['build.configFiles'],
  check(facts, { strings }): Outcome | readonly Outcome[] {
    const file = railwayTsOf(facts['build.configFiles']);
    if (file === undefined) return notApplicable('no .railway/railway.ts describes the service');
    const unapplied = facts['live.drift'].value.filter((drift) => pathOf({ at: drift.file }) === file.path);
    return unapplied.length === 0 ? pass() : unapplied.map((drift) => unappliedFinding(drift, file.path, strings('grave').includes(drift.setting)));
  },
});

/** A variable is named without its value. */
function unappliedFinding({ setting, file, live }: Drift, path: string, isGrave: boolean): Outcome {
  const isVariable = setting.startsWith('variables.');
  const says = isVariable ? setting : `${setting} to ${file.value}`;
  const has = isVariable ? (live.value === '' ? 'lacks it' : 'has another value') : live.value === '' ? 'has none' : `has ${live.value}`;
  const place: Evidence = live.provenance.kind === 'live' && (live.value === '' || isVariable) ? { state: 'absent', name: setting, live: live.provenance.place } : live;
  return fail({
    message: `${path} sets ${says}, and the platform ${has}`, evidence: [isVariable ? { ...file, value: setting } : file, ...(isVariable && live.value !== '' ? [] : [place])],
    anchor: setting, ...(isGrave ? { severity: 'medium' } : {}), fix: advised('Look at `railway config plan`; apply it, or take the platform\'s value over into the file'),
  });
}
