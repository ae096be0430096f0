import type { CheckReport } from '../../src/check-report.ts';
import type { Finding } from '../../src/model/finding.ts';
import { plannedEdits } from '../../src/planned-edits.ts';
import type { FormatName, Subject } from '../../src/reporters/format.ts';
import { FORMATS } from '../../src/reporters/formats.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import type { Report } from '../../src/report.ts';
import { scan, type Scan } from '../../src/scan.ts';
import { checkReport, withFindings } from './check-report.ts';

const folder = new URL('../projects/', import.meta.url);

/** A scan of one of the projects on the day of the tests. */
export function scanOf(project: string, assume: readonly string[] = []): Promise<Scan> {
  return scan(new URL(project, folder).pathname, { asOf: '2026-11-22', assume, version: '0.1.0' });
}

/** What a reporter gets from a scan. */
export async function subjectOf(scanned: Scan): Promise<Subject> {
  return { report: scanned.report, edits: await plannedEdits(scanned), width: 80, paint: PLAIN, prefix: '' };
}

/** The same with a check: since then the database got smaller, the health check went, and old versions get time to finish. */
export async function checkedSubject(project: string, changes: Partial<CheckReport> = {}): Promise<Subject> {
  const [before, after] = [
    await scanOf(project, ['database.maxConnections=1000', 'deploy.healthcheckPath=/healthz']), await scanOf(project, ['deploy.drainingSeconds=30']),
  ];
  return { ...(await subjectOf(after)), check: checkReport(before.report, after.report, changes) };
}

/** One document of a subject. */
export async function rendered(name: FormatName, subject: Subject): Promise<string> {
  const format = FORMATS.find((each) => each.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return (await format.load())(subject);
}

/** Texts that would do something in a page, a comment, a terminal or a line. */
export const HOSTILE = [
  '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '-->', '<!-- -- >', '| a | b |', '``` `code` ```', '"quoted" \'twice\' &amp;', '\u001b[31mred\u0007',
  '𝒜stral 🚀', '\u202egpj.exe\u2066', '@octocat and @org/team fix #123, GH-1, org/name#5', '[click](javascript:alert(1))', 'line\nbreak\r\n# heading', 'half \ud83d of one',
] as const;

/** The report with a finding for each hostile text, as its message, its place and its fix. */
export function hostile(report: Report): Report {
  return withFindings(report, ([first]) => HOSTILE.map((text, index): Finding => {
    if (first === undefined) throw new Error('the project has a finding to begin with');
    const file = { path: `${text}.py`, text: `${text}\n` };
    return {
      ...first, id: `${first.rule}@app:${text}#${index}`, message: text, points: 0,
      evidence: [{ state: 'known', name: text, value: text, provenance: { kind: 'declared', file, range: { start: 0, end: text.length } } }],
      fix: { title: text, applicability: 'advice', change: { kind: 'advice' } },
    };
  }));
}

/** The report with thousands of findings in its first service. */
export function many(report: Report, count: number): Report {
  return withFindings(report, (findings) => Array.from({ length: count }, (_, index): Finding => {
    const finding = findings[index % findings.length];
    if (finding === undefined) throw new Error('the project has a finding to begin with');
    return { ...finding, id: `${finding.id}~${index}`, points: index < findings.length ? finding.points : 0 };
  }));
}
