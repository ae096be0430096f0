import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../src/reporters/paint.ts';
import { textReport } from '../src/reporters/text/report.ts';
import { scan } from '../src/scan.ts';

const folder = new URL('./projects/', import.meta.url);

/** Whole projects: the diff of these reports is what a change means to users. */
describe('the report of', () => {
  for (const project of readdirSync(folder)) {
    it(project, async () => {
      const { report } = await scan(new URL(project, folder).pathname, { asOf: '2026-11-22' });
      const text = textReport(report, { width: 80, paint: PLAIN });
      await expect(text).toMatchFileSnapshot(new URL(`./reports/${project}.txt`, import.meta.url).pathname);
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    });
  }
});
