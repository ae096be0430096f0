import { describe, expect, it } from 'vitest';
import type { Reporter } from '../../src/reporters/format.ts';
import { githubReport } from '../../src/reporters/github.ts';
import { gitlabReport } from '../../src/reporters/gitlab.ts';
import { junitReport } from '../../src/reporters/junit/junit.ts';
import { sarifReport } from '../../src/reporters/sarif/sarif.ts';
import { summaryReport } from '../../src/reporters/summary.ts';
import { checked, hostile, scanned } from '../support/subjects.ts';

const FORMATS: readonly (readonly [string, Reporter])[] = [
  ['sarif', sarifReport], ['github.txt', githubReport], ['summary.md', summaryReport], ['gitlab.json', gitlabReport], ['junit.xml', junitReport],
];
const file = (name: string): string => new URL(`../reports/formats/${name}`, import.meta.url).pathname;

/** What a change means to those who read the reports by machine. */
describe('the report for CI', () => {
  for (const [name, report] of FORMATS) {
    for (const [project, prefix] of [['fastapi-railway', ''], ['monorepo', 'deploy/shop']] as const) {
      it(`of ${project} as ${name}`, async () => {
        const subject = await scanned(project, prefix);
        await expect(report(subject)).toMatchFileSnapshot(file(`${project}.${name}`));
      });
    }

    it(`of a check as ${name}`, async () => {
      await expect(report(await checked())).toMatchFileSnapshot(file(`check.${name}`));
    });

    it(`as ${name} is the same for the same input, and tells no password`, async () => {
      const subject = await hostile();
      expect(report(subject)).toBe(report(await hostile()));
      expect(report(subject)).not.toContain('hunter2');
    });
  }
});
