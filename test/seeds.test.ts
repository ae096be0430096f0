import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../src/rules/catalogue.ts';

/** docs/seeds.md: every recommendation of the plan documents has its rule, or says why there is none. */
const page = readFileSync(new URL('../docs/seeds.md', import.meta.url), 'utf8');

/** Sections of the documents that recommend something. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  '000_d7f5e03d9db2c00e.txt': [
    '1. Update Gunicorn Configuration', '2. Environment Variables', '3. Memory and Resource Allocation', '4. Code Optimizations', '5. Monitoring',
    'Testing Procedure', 'Alternative: Background Processing', 'Performance Targets',
  ],
  '001_3118598014124225.txt': [
    '1. Railway-Optimized Database Connection Pooling', '2. Redis Pipelining', '3. Full Async Database Operations', 'Queue-Based Architecture',
    'Alternative Tech Stack', 'Implementation Timeline', 'Testing & Validation', 'Rollback Plan', 'Configuration Files to Update', 'Success Criteria',
  ],
  '002_4bf6800f7d37b456.txt': [
    'Projected Impact at Scale', '1.1 Add Database Indexes', '1.2 Database Connection Pooling', '1.3 Batch Processing for Multiple Transactions',
    '2.1 Redis Caching', '2.2 Async Task Queue (Celery)', '2.3 Read Replicas', '3.1 Horizontal Scaling', '3.2 Database Partitioning',
    '3.3 Event-Driven Architecture', '3.4 CDN for Static Assets', 'Performance Targets', 'Monitoring', 'Cost Considerations', 'Next Steps',
  ],
  '003_97719ff477a8666b.txt': [
    '1. Python 3.11 Upgrade', '2. Gunicorn with Workers', '3. Optimized Build Configuration', '4. Redis Caching Layer', '5. Security & Rate Limiting',
    '6. Monitoring & Metrics', '7. Resource Optimization', 'Performance Impact Summary', '1. Enable Redis on Railway', '2. Deploy to Production',
    '3. Monitor Performance', '4. Environment Variables to Set', 'Verification Commands', 'Cost Optimization', 'Security Improvements', 'Success Metrics',
    'Troubleshooting', 'Summary',
  ],
  '004_4241ca1afe7b3fbb.txt': [
    '1. Add Critical Database Indexes', '2. Create Wallet Summary Snapshot Table', '3. Incremental Snapshot Updates', '4. Parallel Batch Processing',
    '5. Optimize Connection Pooling', '6. Database Maintenance (VACUUM/ANALYZE)', '7. Materialized Views Instead of Tables', '8. Redis Caching Layer',
    '9. Background Job Queue', '10. Read Replicas', '11. Separate ETL Service', '12. Query Optimization', '13. Partition Large Tables',
    '14. Columnar Storage for Analytics (Optional)', 'Expected Results', 'Monitoring Performance',
  ],
};
const VERDICTS = ['right', 'corrected', 'refused', 'unmeasured', 'outside'];

interface Row { readonly document: string; readonly section: string; readonly recommendation: string; readonly verdict: string; readonly rules: readonly string[]; readonly correction: string }

const rows = page.split(/^## /m).slice(1).flatMap(rowsOf);
const catalogue = await loadCatalogue();
const ids = new Set(catalogue.rules.map(({ id }) => id));

describe('the map of the plan documents', () => {
  it('has every section that recommends something, and no other', () => {
    const named = Object.fromEntries(Object.keys(SECTIONS).map((document) => [document, new Set(rows.filter((row) => row.document === document).map(({ section }) => section))]));
    for (const [document, sections] of Object.entries(SECTIONS)) expect([...(named[document] ?? [])].sort()).toEqual([...sections].sort());
    expect(rows.length).toBeGreaterThan(90);
  });

  it('names rules that exist', () => {
    expect(rows.flatMap(({ rules }) => rules).filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(rows.map((row) => [`${row.section}: ${row.recommendation}`, row] as const))('says what became of %s', (_name, { verdict, rules, correction }) => {
    expect(VERDICTS).toContain(verdict);
    if (rules.length === 0) expect(correction.length).toBeGreaterThan(5);
    if (verdict === 'corrected') expect(correction.length).toBeGreaterThan(5);
    if (['right', 'corrected'].includes(verdict) && rules.length === 0) expect(correction).toMatch(/no rule/);
  });
});

function rowsOf(part: string): readonly Row[] {
  const document = part.slice(0, part.indexOf(':'));
  const lines = part.split('\n').filter((line) => line.startsWith('| ')).slice(1);
  return lines.map((line) => {
    const [section = '', recommendation = '', verdict = '', rules = '', correction = ''] = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim());
    return { document, section, recommendation, verdict, rules: rules === '-' ? [] : rules.split(', '), correction };
  });
}
