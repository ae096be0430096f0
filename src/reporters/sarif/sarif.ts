import { joinPath } from '../../model/files.ts';
import type { Notice } from '../../model/project.ts';
import type { Subject } from '../format.ts';
import { jsonText } from '../json-text.ts';
import { toldOnce } from '../repeats.ts';
import { heaviestFirst, openFindings } from '../shown-finding.ts';
import { shown } from '../text/width.ts';
import { artifactLocation, ROOT } from './locations.ts';
import { resultsOf } from './results.ts';
import { rulesOf } from './rules.ts';

/** GitHub keeps so many results of a run, and refuses a file with more than 25,000. */
const MOST_RESULTS = 5_000;

/**
 * SARIF 2.1.0 for GitHub code scanning: one run with all open findings, also in a check, because GitHub compares the runs of two branches
 * itself. It ignores suppressions, so ignored findings are left out.
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function sarifReport(subject: Subject): string {
  const { report, prefix } = subject;
  const rules = rulesOf(report);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  // The first service of the report gives its finding's id, whatever each of them loses: an alert stays the same one.
  const findings = heaviestFirst(toldOnce(openFindings(report)).map((told) => ({ ...told.first, told })));
  const results = findings.slice(0, MOST_RESULTS).flatMap(({ told }) => resultsOf(told, { subject, ruleIndex }));
  const left = findings.length - results.length;
  const notices = [...report.notices, ...(left > 0 ? [{ message: `${left} of ${findings.length} findings are left out: GitHub keeps ${MOST_RESULTS} results, each in a file of the repository` }] : [])];
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'optimize', semanticVersion: report.version, rules } },
      // One category for each project of a repository, whatever its services: a second one must not leave alerts of the first behind.
      automationDetails: { id: prefix === '' ? 'optimize/' : `optimize/${prefix}/` },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: notices.map((notice) => notification(notice, prefix)) }],
      results,
      properties: { edition: report.edition, asOf: report.asOf, score: report.score.value, grade: report.score.grade },
    }],
  });
}

function notification({ message, path }: Notice, prefix: string) {
  const file = path === undefined ? undefined : joinPath(prefix, path);
  return { level: 'note', message: { text: shown(message) }, ...(file === undefined ? {} : { locations: [{ physicalLocation: { artifactLocation: artifactLocation(file) } }] }) };
}
