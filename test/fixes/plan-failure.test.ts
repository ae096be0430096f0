import { expect, test } from 'vitest';
import { isFixable, planFix } from '../../src/fix.ts';
import { scan } from '../../src/scan.ts';

test('a planner that throws refuses its own fix and says that it is a bug', async () => {
  const scanned = await scan(new URL('../rules/network/bind-address/uvicorn-without-host/before', import.meta.url).pathname, { asOf: '2026-11-22' });
  const finding = scanned.report.services.flatMap(({ findings }) => findings).find(isFixable);
  if (finding === undefined) throw new Error('the case has no finding with a fix');
  expect(await planFix(finding, scanned)).toMatchObject({ ok: true });
  const read = (): never => { throw new Error('the disk is gone'); };
  const planned = await planFix(finding, { ...scanned, files: { ...scanned.files, read } });
  expect(planned).toEqual({ ok: false, because: 'planning it failed, which is a bug in optimize: the disk is gone' });
});
