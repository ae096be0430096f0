import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../src/rules/catalogue.ts';
import { oldestReading, type Tables } from '../src/rules/tables.ts';
import { staleTables, tableAge } from '../src/table-age.ts';
import { optimize } from './support/cli.ts';

const TABLES: Tables = {
  lifecycles: new Map([['python', { source: 'https://example.com', checked: '2026-05-30', lines: [] }]]),
  values: new Map([['railway/regions', { source: 'https://example.com', checked: '2026-03-01', value: [] }]]),
};

describe('the age of the tables', () => {
  it('is that of the oldest one, on the day of the report', () => {
    expect(tableAge(TABLES, '2026-03-31')).toEqual({ checked: '2026-03-01', days: 30 });
    expect(tableAge(TABLES, '2025-12-24')).toEqual({ checked: '2026-03-01', days: 0 });
  });

  it('is a notice from half a year on', () => {
    expect(staleTables(tableAge(TABLES, '2026-08-28'))).toEqual([]);
    expect(staleTables(tableAge(TABLES, '2026-08-29')).map(({ message }) => message)).toEqual([expect.stringContaining('181 days ago')]);
  });

  it('stands in every report, by the date that is asked for and never by the clock', async () => {
    const { tables } = await loadCatalogue();
    const oldest = oldestReading(tables);
    const year = Number(oldest.slice(0, 4)) + 1;
    const { stdout } = await optimize(['scan', 'test/projects/connection-budget', '--as-of', `${year}${oldest.slice(4)}`]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`read on ${oldest}, 365 days ago`);
    const json = await optimize(['scan', 'test/projects/connection-budget', '--as-of', oldest, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ tables: { checked: oldest, days: 0 } });
  });
});
