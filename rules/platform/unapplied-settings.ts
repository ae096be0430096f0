import { defineCheck, fail, notApplicable, pass, type Drift, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { onPlatform } from '../shared/drift.ts';
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

function unappliedFinding(drift: Drift, path: string, isGrave: boolean): Outcome {
  const { setting, file, live } = drift;
  const isVariable = setting.startsWith('variables.');
  const has = live.value === '' ? 'has none' : isVariable ? 'has another value' : `has ${live.value}`;
  return fail({
    message: `${path} sets ${isVariable ? setting : `${setting} to ${file.value}`}, and the platform ${has}`,
    // A variable is named without its value.
    evidence: isVariable ? [{ ...file, value: setting }] : [file, onPlatform(drift)], anchor: setting, ...(isGrave ? { severity: 'medium' } : {}),
    fix: advised('Look at `railway config plan`; apply it, or take the platform\'s value over into the file'),
  });
}
