import { describe, expect, it } from 'vitest';
import { colours, PLAIN } from '../../src/reporters/paint.ts';
import { textReport } from '../../src/reporters/text/report.ts';
import { scan } from '../../src/scan.ts';

// oxlint-disable-next-line no-control-regex -- the colours are what is taken away
const COLOUR = /\u001b\[[0-9;]*m/g;

describe('colours', () => {
  it('change nothing but the colour', async () => {
    const { report } = await scan(new URL('../projects/fastapi-railway', import.meta.url).pathname, { asOf: '2026-11-22' });
    const coloured = textReport(report, { width: 80, paint: await colours() });
    expect(coloured).toMatch(COLOUR);
    expect(coloured.replaceAll(COLOUR, '')).toBe(textReport(report, { width: 80, paint: PLAIN }));
  });
});
