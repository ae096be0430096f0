import { hasFile, readFile } from '../app.ts';
import type { App } from '../app.ts';
import { loneVersion, lostRequest, planVersion, settingSource, sourceAt, trimmedRange } from '../versions.ts';
import type { VersionPlan, VersionRule, VersionSource } from '../versions.ts';
import type { Range } from '../../../text/range.ts';

const RULE: VersionRule = {
  tool: 'python', resolve: packageFor, fallback: '3', offers: 'Python 2.7 and 3.7 to 3.13', source: 'python.rs',
};

/** The version of Python, and why the build stops if a version file makes nixpacks stop. */
export interface PythonVersion {
  readonly plan: VersionPlan;
  readonly refusal: string | undefined;
}

/**
 * The one file that nixpacks looks at decides, even when it says nothing: .python-version unless NIXPACKS_PYTHON_VERSION is set,
 * then runtime.txt, Pipfile and .tool-versions, whichever is first; the variable counts only when none of these exists.
 */
export function planPythonVersion(app: App): PythonVersion {
  const setting = settingSource(app, 'PYTHON_VERSION');
  const files = FILES.filter(({ path }) => hasFile(app, path));
  const deciding = files.find(({ path }) => path !== '.python-version' || setting === undefined);
  const refusal = deciding?.path === '.tool-versions' ? loneNumber(app) : undefined;
  if (deciding === undefined) return { plan: planVersion(RULE, [setting, ...files.map((file) => file.find(app))]), refusal };
  const rest = [setting, ...files.filter((file) => file !== deciding).map((file) => file.find(app))];
  const winner = deciding.find(app);
  if (winner !== undefined) return { plan: planVersion(RULE, [winner, ...rest]), refusal };
  const silent = `nixpacks looks into ${deciding.path} and at nothing after it, and finds no version there`;
  const lost = rest.flatMap((source) => (source === undefined ? [] : lostRequest('python', source, silent)));
  return { plan: { ...planVersion(RULE, []), requests: lost }, refusal };
}

interface VersionFile {
  readonly path: string;
  readonly find: (app: App) => VersionSource | undefined;
}

const FILES: readonly VersionFile[] = [
  { path: '.python-version', find: (app) => sourceIn(app, '.python-version', 'python-version', trimmedRange) },
  { path: 'runtime.txt', find: (app) => sourceIn(app, 'runtime.txt', 'runtime-txt', trimmedRange) },
  { path: 'Pipfile', find: (app) => sourceIn(app, 'Pipfile', 'pipfile', rangeInPipfile) },
  { path: '.tool-versions', find: toolVersionsSource },
];

/** Only the first two numbers of .tool-versions are read, whatever follows. */
function toolVersionsSource(app: App): VersionSource | undefined {
  const source = sourceIn(app, '.tool-versions', 'tool-versions', (text) => rangeInToolVersions(text, 'python'));
  return source?.at.state === 'known' ? { ...source, reads: source.at.value.split('.', 2).join('.') } : source;
}

function sourceIn(app: App, path: string, by: string, find: (text: string) => Range | undefined): VersionSource | undefined {
  const file = readFile(app, path);
  return file === undefined ? undefined : sourceAt(file, find(file.text), { tool: 'python', by, label: path });
}

/** Nixpacks wants exactly one space on both sides of the equals sign. */
function rangeInPipfile(text: string): Range | undefined {
  const match = /(?:python_version|python_full_version) = ['|"]([0-9|.]*)/.exec(text);
  if (match === null) return undefined;
  const end = match.index + match[0].length;
  return { start: end - (match[1] ?? '').length, end };
}

/** The last line of .tool-versions that names a tool: https://asdf-vm.com/manage/configuration.html */
function rangeInToolVersions(text: string, tool: string): Range | undefined {
  let found: Range | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.startsWith(tool) && /^\s/.test(trimmed.slice(tool.length))) {
      const value = start + line.indexOf(tool) + tool.length;
      found = trimmedRange(text, { start: value, end: start + line.length });
    }
    start += line.length + 1;
  }
  return found;
}

/** A version without a dot in .tool-versions ends nixpacks with an error of its own. */
function loneNumber(app: App): string | undefined {
  const source = toolVersionsSource(app);
  if (source?.at.state !== 'known' || source.at.value.includes('.')) return undefined;
  return `nixpacks stops: .tool-versions asks for python ${source.at.value}, which has no minor version`;
}

function packageFor(written: string): string | undefined {
  const dotted = written.includes('\n') ? undefined : loneVersion(written);
  if (dotted === undefined) return undefined;
  const { major, minor } = dotted;
  if (major === '3' && minor === '') return '3';
  if (major === '2') return minor === '7' ? '2.7' : undefined;
  const offered = major === '3' && /^(?:[7-9]|1[0-3])$/.test(minor);
  return offered ? `3.${minor}` : undefined;
}
