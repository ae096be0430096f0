import { defineCheck, fail, notApplicable, pass, tableText, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { oldFileRead, settingsWithout, type OldSetting } from '../shared/old-settings.ts';
import { railwayTsOf } from '../shared/railway-files.ts';

export default defineCheck({
  needs: ['live.service'],
  reads: [
    'build.configFiles', 'build.settings', 'build.dockerfilePath', 'build.builder', 'start.sources', 'live.settings', 'live.regions', 'live.variables',
  ],
  check(facts, { service, asOf, tables, strings }): Outcome | readonly Outcome[] {
    if (railwayTsOf(facts['build.configFiles']) !== undefined) return notApplicable('.railway/railway.ts manages the service');
    const file = oldFileRead(service, facts['live.service'].value);
    if (file === undefined) return notApplicable('no railway.json or railway.toml is known to be read for it');
    const end = tableText(tables, 'railway/config-as-code-end');
    const settings = settingsWithout(file, service, tables);
    return settings.length === 0 ? pass() : settings.map((setting) => differing(setting, { path: file.path, end, isOver: asOf >= end, isGrave: strings('grave').includes(setting.key) }));
  },
});

interface Situation {
  readonly path: string;
  readonly end: string;
  readonly isOver: boolean;
  readonly isGrave: boolean;
}

function differing({ key, at, value, live }: OldSetting, { path, end, isOver, isGrave }: Situation): Outcome {
  const has = live.state === 'known' ? `has ${String(live.value)}` : 'has none';
  const when = isOver ? `since ${end}` : `from ${end} on`;
  return fail({
    message: `${path} sets ${key}${value === undefined ? '' : ` to ${String(value)}`}; what counts ${when} is the platform, which ${has}`,
    evidence: [at, live], anchor: key, ...(isGrave ? { severity: 'high' } : {}), fix: fixOf(key, value),
  });
}

function fixOf(key: string, value: OldSetting['value']): ProposedFix {
  if (value === undefined) return advised(`Set ${key} on the platform, or in .railway/railway.ts`);
  return { title: `Set ${key} on the platform to ${String(value)}`, applicability: 'review', change: { kind: 'live-setting', setting: key, value } };
}
