import type { Subject } from './format.ts';
import { differences, rest } from './markdown/details.ts';
import { findingTable } from './markdown/findings.ts';
import { gateTable, headline, scoreTable } from './markdown/overview.ts';
import { document } from './markdown/sections.ts';
import { heaviestFirst, openFindings } from './shown-finding.ts';

/** GitHub takes 1 MiB a step: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const MOST_BYTES = 900 * 1024;

/** The summary of a job, in GitHub's Markdown: score, gates, what is new, and the rest folded. For the file that GITHUB_STEP_SUMMARY names. */
export function summaryReport(subject: Subject): string {
  const { report, check } = subject;
  return document([
    { kind: 'text', text: headline(report, check) },
    scoreTable(report, check),
    gateTable(check?.gates ?? report.gates),
    ...(check === undefined ? [findingTable('Findings', false, heaviestFirst(openFindings(report)), subject)] : differences(check, subject)),
    ...rest(subject),
    { kind: 'text', text: '`optimize explain RULE` tells why. The score counts known risks, not speed.' },
  ], MOST_BYTES);
}
