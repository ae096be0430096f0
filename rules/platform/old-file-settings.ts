import { defineCheck, fail, notApplicable, pass, tableText, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { onPlatform } from '../shared/drift.ts';
import { oldFileRead, settingsWithout, type OldSetting } from '../shared/old-settings.ts';
import { railwayTsOf } from '../shared/railway-files.ts';

export default defineCheck({
  needs: ['live.service'],
  reads: [
    'build.configFiles', 'build.dockerfilePath', 'start.sources', 'live.drift', 'live.variables',
  ],
  check(facts, { service, asOf, tables, strings }): Outcome | readonly Outcome[] {
    if (railwayTsOf(facts['build.configFiles']) !== undefined) return notApplicable('.railway/railway.ts manages the service');
    const file = oldFileRead(service, facts['live.service'].value);
    if (file === undefined) return notApplicable('no railway.json or railway.toml is known to be read for it');
    const end = tableText(tables, 'railway/config-as-code-end');
    const settings = settingsWithout(file, service);
    return settings.length === 0 ? pass() : settings.map((setting) => differing(setting, { path: file.path, end, isOver: asOf >= end, isGrave: strings('grave').includes(setting.setting) }));
  },
});

interface Situation {
  readonly path: string;
  readonly end: string;
  readonly isOver: boolean;
  readonly isGrave: boolean;
}

function differing(old: OldSetting, { path, end, isOver, isGrave }: Situation): Outcome {
  const { setting, file, value, live } = old;
  const platform = live.value === '' ? 'not set' : `${live.value}, as on the platform`;
  return fail({
    message: `${setting} is ${file.value} in ${path}; ${isOver ? 'since' : 'from'} ${end} it is ${platform}`,
    evidence: [file, onPlatform(old)], anchor: setting, ...(isGrave ? { severity: 'high' } : {}), fix: fixOf(setting, value),
  });
}

function fixOf(setting: string, value: OldSetting['value']): ProposedFix {
  if (value === undefined) return advised(`Set ${setting} on the platform, or in .railway/railway.ts`);
  return { title: `Set ${setting} on the platform to ${String(value)}`, applicability: 'review', change: { kind: 'live-setting', setting, value } };
}
