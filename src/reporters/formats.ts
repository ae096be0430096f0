import type { Format, Reporter } from './format.ts';

const NEEDS_NOTHING = { needsEdits: false, needsAllServices: false, needsPrefix: false };

/** Every format of output, in the order in which `--help` names them. Each is loaded when it is asked for. */
export const FORMATS: readonly Format[] = [
  { ...NEEDS_NOTHING, name: 'text', title: 'for people in a terminal', reader: 'person', load: loadText },
  { ...NEEDS_NOTHING, name: 'json', title: 'everything, with a schema', reader: 'program', needsEdits: true, load: loadJson },
  {
    ...NEEDS_NOTHING, name: 'markdown', title: 'a comment of a pull request', reader: 'person', needsPrefix: true,
    load: async () => (await import('./comment/report.ts')).markdownReport,
  },
  {
    ...NEEDS_NOTHING, name: 'html', title: 'one page to forward', reader: 'person', needsEdits: true, needsAllServices: true,
    load: async () => (await import('./html/page.ts')).htmlReport,
  },
  {
    name: 'sarif', title: 'GitHub code scanning and other viewers', reader: 'program', needsEdits: true, needsAllServices: true, needsPrefix: true,
    load: async () => (await import('./sarif/sarif.ts')).sarifReport,
  },
  { ...NEEDS_NOTHING, name: 'github', title: 'annotations of a GitHub job', reader: 'person', needsPrefix: true, load: async () => (await import('./github.ts')).githubReport },
  { ...NEEDS_NOTHING, name: 'summary', title: 'the summary of a GitHub job', reader: 'person', needsPrefix: true, load: async () => (await import('./summary.ts')).summaryReport },
  {
    ...NEEDS_NOTHING, name: 'gitlab', title: "GitLab's Code Quality", reader: 'program', needsAllServices: true, needsPrefix: true,
    load: async () => (await import('./gitlab.ts')).gitlabReport,
  },
  {
    ...NEEDS_NOTHING, name: 'junit', title: 'test reports of CI systems', reader: 'program', needsAllServices: true, needsPrefix: true,
    load: async () => (await import('./junit/junit.ts')).junitReport,
  },
  { ...NEEDS_NOTHING, name: 'agent', title: 'a line per finding, for a language model', reader: 'program', load: async () => (await import('./agent.ts')).agentReport },
  { ...NEEDS_NOTHING, name: 'score', title: 'the bare number', reader: 'program', needsAllServices: true, load: async () => (await import('./score.ts')).scoreReport },
  {
    ...NEEDS_NOTHING, name: 'badge', title: 'JSON for an endpoint badge of shields.io', reader: 'program', needsAllServices: true,
    load: async () => (await import('./badge/badge.ts')).badgeReport,
  },
  { ...NEEDS_NOTHING, name: 'badge-svg', title: 'a badge as SVG', reader: 'program', needsAllServices: true, load: async () => (await import('./badge/svg.ts')).badgeSvgReport },
];

/** Names of the formats that a program reads, whose stdout must hold one document and nothing else. */
export const PROGRAM_FORMATS: ReadonlySet<string> = new Set(FORMATS.filter(({ reader }) => reader === 'program').map(({ name }) => name));

async function loadText(): Promise<Reporter> {
  const [{ textReport }, { checkText }] = await Promise.all([import('./text/report.ts'), import('./check/text.ts')]);
  return ({ report, check, width, paint, asked }) => (check === undefined ? textReport(report, { width, paint, asked }) : checkText(check, { width, paint }));
}

async function loadJson(): Promise<Reporter> {
  const [{ jsonReport }, { checkJson }] = await Promise.all([import('./json.ts'), import('./check/json.ts')]);
  return ({ report, check, edits }) => (check === undefined ? jsonReport(report, edits) : checkJson(check, edits));
}
