import type { Format, Reporter } from './format.ts';

/** Every format of output, in the order in which `--help` names them. Each is loaded when it is asked for. */
export const FORMATS: readonly Format[] = [
  { name: 'text', title: 'for people in a terminal', reader: 'person', needsEdits: false, needsAllServices: false, load: loadText },
  { name: 'json', title: 'everything, with a schema', reader: 'program', needsEdits: true, needsAllServices: false, load: loadJson },
];

/** Names of the formats that a program reads, whose stdout must hold one document and nothing else. */
export const PROGRAM_FORMATS: ReadonlySet<string> = new Set(FORMATS.filter(({ reader }) => reader === 'program').map(({ name }) => name));

async function loadText(): Promise<Reporter> {
  const [{ textReport }, { checkText }] = await Promise.all([import('./text/report.ts'), import('./check/text.ts')]);
  return ({ report, check, width, paint }) => (check === undefined ? textReport(report, { width, paint }) : checkText(check, { width, paint }));
}

async function loadJson(): Promise<Reporter> {
  const [{ jsonReport }, { checkJson }] = await Promise.all([import('./json.ts'), import('./check/json.ts')]);
  return ({ report, check, edits }) => (check === undefined ? jsonReport(report, edits) : checkJson(check, edits));
}
