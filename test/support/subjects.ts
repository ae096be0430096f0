import { fileURLToPath } from 'node:url';
import { plannedEdits } from '../../src/planned-edits.ts';
import { absent, declared, derive } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/report.ts';
import type { Subject } from '../../src/reporters/format.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { scan } from '../../src/scan.ts';
import { checkReport, withFindings } from './check-report.ts';

/** A scan of a project of test/projects, as a reporter gets it, edits included. */
export async function scanned(project: string, prefix = ''): Promise<Subject> {
  const made = scans.get(project) ?? scanOf(project);
  scans.set(project, made);
  return { ...await made, prefix };
}

/** Many tests look at the same scan. */
const scans = new Map<string, Promise<Subject>>();

async function scanOf(project: string): Promise<Subject> {
  const result = await scan(fileURLToPath(new URL(`../projects/${project}`, import.meta.url)), { asOf: '2026-11-22', version: '0.1.0' });
  return subjectOf(result.report, { edits: await plannedEdits(result) });
}

/** A report as a reporter gets it. */
export function subjectOf(report: Report, more: Partial<Subject> = {}): Subject {
  return { report, edits: new Map(), width: 80, paint: PLAIN, prefix: '', ...more };
}

/** A check of a project that got worse: it was tuned, and opens too many connections since. */
export async function checked(prefix = ''): Promise<Subject> {
  const [before, after] = [await scanned('concordbroker-before', prefix), await scanned('concordbroker-after', prefix)];
  return { ...after, check: checkReport(before.report, after.report) };
}

/** Texts that would break out of every format: quotes, markup, commands of CI, control characters, halves of characters. */
export const HOSTILE_TEXTS: readonly string[] = [
  'a "quoted" \'name\' & <b>bold</b> <!-- -->', 'two\nlines\r\nthree', ']]> <![CDATA[ x', '::error file=x::y', '\n::stop-commands::z', '##[error]old', 'a%0A::warning::b %25',
  '\u001b[31mred\u001b[0m \u0000\u0007', 'half \ud800 and \udc00', 'whole \u{1f600} \u{20000}', 'a | b || c \\| d', '`code` ``two`` ```three```', '@everyone #1 !2 GH-3 me@example.com',
  '[link](1) [x](https://example.com) https://example.com www.example.com', '{0} {{1}} ${PORT}', '# heading', '- item', '1. item', '</details>', '\ufffe\uffff\u202e', '_a_ *b* ~c~ $d$ ^e^',
  'redis://user:hunter2@cache:6379', '</script><script>alert(1)</script><img src=x onerror=alert(2)>', '',
];

/** Paths that would break out of every format. */
export const HOSTILE_PATHS: readonly string[] = [
  'with space.py', 'a#b?c%20d.py', 'app/[id]/@slot/(group)/page.tsx', 'back`tick|pipe.py', 'new\nline.py', 'quo"te\'s.py', 'colon: comma, ::error::.py', 'é/日本/\u{1f600}.py', 'half\ud800.py', '\u001b[31m.py',
];

/** The report of fastapi-railway with a finding for each hostile text and path. */
export async function hostile(prefix = 'my app'): Promise<Subject> {
  const { report } = await scanned('fastapi-railway');
  const findings = HOSTILE_TEXTS.flatMap((text, index) => HOSTILE_PATHS.slice(0, index % 3 === 0 ? undefined : 1).map((path, number) => hostileFinding(text, path, `${index}-${number}`)));
  return subjectOf(withFindings(report, () => findings), { prefix });
}

function hostileFinding(text: string, path: string, anchor: string): Finding {
  const file = { path, text: `first ${text}\nsecond\n` };
  const fact = declared('server.workers', text, file, { start: 0, end: 5 });
  const input = declared('multi line', [text], file, { start: 0, end: file.text.length });
  const evidence = [derive('total', [fact, input], () => text), absent('missing', file)] as const;
  return {
    id: `server/workers@app:${path}#${anchor}`, rule: 'server/workers', service: 'app', severity: 'high', confidence: 'high', points: 0,
    message: text, evidence, fix: { title: text, applicability: 'review', change: { kind: 'advice' } },
  };
}

/** The report of fastapi-railway with nothing found. */
export async function clean(): Promise<Subject> {
  const { report } = await scanned('fastapi-railway');
  const [first] = report.services;
  if (first === undefined) throw new Error('a report has at least one service');
  return subjectOf({ ...report, services: [{ ...first, findings: [], verdicts: first.verdicts.map((verdict) => ({ ...verdict, outcome: 'pass' as const })) }] });
}

/** The report of fastapi-railway with its findings again and again, so many in all; the severities go round. */
export async function crowded(count: number): Promise<Subject> {
  const { report } = await scanned('fastapi-railway');
  return subjectOf(withFindings(report, (findings) => Array.from({ length: count }, (_item, index) => {
    const finding = findings[index % findings.length];
    if (finding === undefined) throw new Error('the project has findings');
    return { ...finding, id: `${finding.id}~${index}`, severity: (['critical', 'high', 'medium', 'low', 'info'] as const)[index % 5] ?? 'info' };
  })));
}
