import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../src/apply/unified-diff.ts';
import { planFixes } from '../src/fix.ts';
import type { FixRun } from '../src/fix-report.ts';
import type { Applicability } from '../src/model/finding.ts';
import { fixText } from '../src/reporters/fix/text.ts';
import { PLAIN } from '../src/reporters/paint.ts';

/** What all fixes make of the example projects: the diff, each fix with its gain, and those that are not made. */
const FOLDER = fileURLToPath(new URL('./projects/', import.meta.url));
const REPORTS = fileURLToPath(new URL('./reports/', import.meta.url));

async function fixesOf(name: string, applicabilities: readonly Applicability[]): Promise<FixRun> {
  return planFixes(`${FOLDER}${name}`, { asOf: '2026-11-22', applicabilities });
}

describe.each(readdirSync(FOLDER))('%s', (name) => {
  it('is fixed as its report says', async () => {
    const run = await fixesOf(name, ['safe', 'review']);
    const diff = await unifiedDiff(run.files, `${FOLDER}${name}`);
    const text = fixText(run, { kind: 'shown' }, { width: 80, paint: PLAIN });
    await expect(`${diff}\n${text}`).toMatchFileSnapshot(`${REPORTS}${name}.fix.txt`);
  });

  it('gains no less than it says, and never loses', async () => {
    const run = await fixesOf(name, ['safe', 'review']);
    for (const { service, score } of run.before.services) {
      const gained = run.steps.filter(({ finding }) => finding.service === service.name).map(({ gain }) => gain);
      const after = run.after.services.find((each) => each.service.name === service.name)?.score.value ?? 0;
      expect(gained.every((gain) => gain >= 0)).toBe(true);
      expect(after).toBeGreaterThanOrEqual(score.value + gained.reduce((sum, gain) => sum + gain, 0));
    }
  });
});
