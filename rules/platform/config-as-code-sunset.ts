import { defineCheck, fail, pass, undecided, valueOf, type ConfigFile, type Outcome, type Service } from '#rule';
import { filesOf, settingsOf } from '../shared/deploy-files.ts';
import { isHeldByPlatform, oldFileRead } from '../shared/old-settings.ts';
import { isOldRailwayFile, railwayTsOf } from '../shared/railway-files.ts';
import { keyOf } from '../shared/railway-migration.ts';
import { counted, daysBetween, listed } from '../shared/words.ts';

const FIX = {
  title: 'Move the settings to .railway/railway.ts with `optimize migrate railway`, and check the plan before the file goes',
  applicability: 'advice', change: { kind: 'advice' },
} as const;

export default defineCheck({
  needs: [],
  reads: [
    'build.configFiles', 'build.settings', 'build.dockerfilePath', 'start.sources', 'live.service', 'live.settings', 'live.drift', 'live.variables',
  ],
  check(facts, { service, asOf, text }): Outcome | readonly Outcome[] {
    const files = facts['build.configFiles'];
    if (files?.state === 'unresolved') return undecided(`the configuration files cannot be told: ${files.reason}`);
    const cutoff = text('cutoff');
    const old = filesOf(files).filter((file) => isOldRailwayFile(file) && settingsOf(file).length > 0);
    if (old.length === 0 || railwayTsOf(files) !== undefined) return pass();
    return old.filter((file) => file.live || asOf >= cutoff).map((file) => {
      const outcome = asOf < cutoff ? ending(file, asOf, cutoff) : ended(file, cutoff);
      return outcome.kind === 'fail' && isNoLoss(file, service) ? { ...outcome, message: `${outcome.message}, and the platform holds all of it`, severity: 'low' } : outcome;
    });
  },
});

/** True where the platform says that nothing changes when the file is read no more. */
function isNoLoss(file: ConfigFile, service: Service): boolean {
  const link = valueOf(service.facts['live.service']);
  return link !== undefined && oldFileRead(service, link)?.path === file.path && isHeldByPlatform(file, service);
}

function ending(file: ConfigFile, asOf: string, cutoff: string): Outcome {
  const rest = counted(daysBetween(asOf, cutoff), 'day');
  const message = `${file.path} stops being read on ${cutoff}, in ${rest}; it sets ${listed(settingsOf(file).map(keyOf))}`;
  return fail({ message, evidence: [file.kind], fix: FIX });
}

function ended(file: ConfigFile, cutoff: string): Outcome {
  const message = `${file.path} is not read since ${cutoff}; it sets ${listed(settingsOf(file).map(keyOf))} in vain`;
  return fail({ message, evidence: [file.kind], fix: FIX, severity: 'critical' });
}
