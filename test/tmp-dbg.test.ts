import { it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { scan } from '../src/scan.ts';
it('x', async () => {
  const { project } = await scan('/tmp/cov', { asOf: '2026-11-22' }) as any;
  for (const s of project.services) console.log(JSON.stringify((s.facts['schema.tables']?.value ?? []).map((t: any) => ({ name: t.name, complete: t.isComplete, schema: t.schema, idx: t.indexes.map((i: any) => [i.kind, i.name, i.keys.map((k: any) => k.column ?? k.expression), i.predicate]) })), null, 1));
});
