import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isFixable } from '../src/fix.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Report, ServiceReport } from '../src/report.ts';
import { isLiveChange } from '../src/remote/wanted-edits.ts';
import { renderEvidence } from '../src/reporters/evidence.ts';
import { CURRENT_EDITION, loadCatalogue } from '../src/rules/catalogue.ts';
import type { Rule } from '../src/rules/rule.ts';
import { scan } from '../src/scan.ts';
import { caseOptions } from './support/case-options.ts';
import { expectFixes } from './support/fix-case.ts';
import { expectPlan } from './support/plan-case.ts';

/**
 * Runs every case of every rule: scans `before/` and compares what the rule says with `expected.txt`
 * (`npx vitest run -u test/rules.test.ts` writes it). `assume.json` holds facts that the user would give; `asOf` in it is the date,
 * `edition` the edition, `service` the only one that is scanned. Where the rule has a fix that changes files, `after/` holds each file that it changes (and `removed.txt` the
 * paths that it deletes); after it the rule has nothing left to fix, and a second run changes nothing. `refused.txt` says why a fix
 * was not made. Where the platform's `live.json` is beside it, `plan.txt` holds the steps that `optimize railway diff` makes of the rule's
 * fixes, and those that it refuses. With `-u` all of them are written: read them.
 */
const FOLDER = fileURLToPath(new URL('./rules/', import.meta.url));

const catalogue = await loadCatalogue();

for (const rule of catalogue.rules) {
  describe(rule.id, () => {
    const outcomes = new Map<string, readonly string[]>();
    /** For each case with a fix that changes files: whether it shows what the fix leaves. */
    const fixed: boolean[] = [];
    /** The same for fixes that change the platform. */
    const planned: boolean[] = [];
    const kinds = new Set<string>();
    for (const name of casesOf(rule.id)) {
      it(name, async () => {
        const folder = join(FOLDER, rule.id, name);
        const options = { edition: editionOf(rule), ...(await caseOptions(folder)) };
        const { report } = await scan(join(folder, 'before'), options);
        outcomes.set(name, report.services.map((service) => verdictOf(service, rule.id)));
        await expect(rendered(report, rule.id)).toMatchFileSnapshot(join(folder, 'expected.txt'));
        const findings = report.services.flatMap((service) => service.findings).filter((finding) => finding.rule === rule.id);
        for (const { fix } of findings) if (fix !== undefined && fix.applicability !== 'advice') kinds.add(fix.applicability);
        // What is only told must not look like something that `optimize fix` makes.
        expect(findings.filter(({ fix }) => fix?.change.kind === 'advice' && fix.applicability !== 'advice')).toEqual([]);
        const fixable = findings.some(isFixable);
        if (fixable) fixed.push(existsSync(join(folder, 'after')));
        await expectFixes(folder, rule.id, fixable ? options : undefined);
        const hasPlan = options.live !== undefined && await expectPlan(folder, rule.id, { ...options, live: options.live });
        if (findings.some(({ fix }) => fix !== undefined && isLiveChange(fix.change))) planned.push(hasPlan);
      });
    }

    it('has a case that fails and a case that passes', () => {
      const seen = [...outcomes.values()].flat();
      expect(seen).toContain('fail');
      expect(seen).toContain('pass');
    });

    it('says of each kind of its fixes what it changes, and why it is safe or wants a look', () => {
      expect(Object.keys(rule.fixes).sort()).toEqual([...kinds].sort());
    });

    it('shows its fix, where it has one that changes files', () => {
      if (fixed.length > 0) expect(fixed).toContain(true);
    });

    it('shows its plan, where it has a fix that changes the platform', () => {
      if (planned.length > 0) expect(planned).toContain(true);
    });

    it.each(rule.silentWhen.map((silence) => [silence.case, silence.when] as const))('stays silent in %s: %s', (name) => {
      expect(outcomes.get(name), `there is no case ${name}`).toBeDefined();
      expect(outcomes.get(name)).not.toContain('fail');
    });
  });
}

/** The current edition, or the one that the rule belongs to. */
function editionOf({ editions }: Rule): string {
  return editions === undefined || editions.includes(CURRENT_EDITION) ? CURRENT_EDITION : (editions[0] ?? CURRENT_EDITION);
}

function casesOf(rule: string): readonly string[] {
  const folder = join(FOLDER, rule);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

function verdictOf(service: ServiceReport, rule: string): string {
  return service.verdicts.find((verdict) => verdict.rule === rule)?.outcome ?? 'not run';
}

/** What the rule says of each service; a project of one service goes without its name. */
function rendered(report: Report, rule: string): string {
  const parts = report.services.map((service) => {
    const lines = renderedService(service, rule);
    return report.services.length === 1 ? lines : [`${service.service.name}:`, ...lines.map((line) => `  ${line}`)];
  });
  return `${parts.flat().join('\n')}\n`;
}

function renderedService(service: ServiceReport, rule: string): readonly string[] {
  const verdict = service.verdicts.find((candidate) => candidate.rule === rule);
  const because = verdict?.because === undefined ? '' : `: ${verdict.because}`;
  const findings = service.findings.filter((finding) => finding.rule === rule);
  return [`${verdict?.outcome ?? 'not run'}${because}`, ...findings.flatMap(renderedFinding)];
}

function renderedFinding(finding: Finding): readonly string[] {
  const { fix } = finding;
  const sureness = finding.confidence === 'high' ? '' : ` (${finding.confidence} confidence)`;
  const head = `${finding.severity}  ${finding.message}  [${finding.rule}]${sureness}`;
  const evidence = finding.evidence.flatMap((fact) => renderEvidence(fact)).map((line) => `  ${line}`);
  return [head, ...evidence, ...(fix === undefined ? [] : [`  fix (${fix.applicability}): ${fix.title}`])];
}
