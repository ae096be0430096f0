import { defineCheck, fail, pass, undecided, type ConfigFile, type Outcome } from '#rule';
import { filesOf, settingsOf } from '../shared/deploy-files.ts';
import { isOldRailwayFile, railwayTsOf } from '../shared/railway-files.ts';
import { counted, daysBetween, listed } from '../shared/words.ts';

const FIX = {
  title: 'Move the settings to .railway/railway.ts with `optimize migrate railway`, and check the plan before the file goes',
  applicability: 'advice', change: { kind: 'advice' },
} as const;

export default defineCheck({
  needs: [],
  reads: ['build.configFiles'],
  check(facts, { asOf, text }): Outcome | readonly Outcome[] {
    const files = facts['build.configFiles'];
    if (files?.state === 'unresolved') return undecided(`the configuration files cannot be told: ${files.reason}`);
    const cutoff = text('cutoff');
    const old = filesOf(files).filter((file) => isOldRailwayFile(file) && settingsOf(file).length > 0);
    if (old.length === 0 || railwayTsOf(files) !== undefined) return pass();
    return old.filter((file) => file.live || asOf >= cutoff).map((file) => (asOf < cutoff ? ending(file, asOf, cutoff) : ended(file, cutoff)));
  },
});

function ending(file: ConfigFile, asOf: string, cutoff: string): Outcome {
  const rest = counted(daysBetween(asOf, cutoff), 'day');
  const message = `${file.path} stops being read on ${cutoff}, in ${rest}; it sets ${listed(settingsOf(file))}`;
  return fail({ message, evidence: [file.kind], fix: FIX });
}

function ended(file: ConfigFile, cutoff: string): Outcome {
  const message = `${file.path} is not read since ${cutoff}; it sets ${listed(settingsOf(file))} in vain`;
  return fail({ message, evidence: [file.kind], fix: FIX, severity: 'critical' });
}
