import { hasFile, hasFolder, readFile, textOf } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, fileFact, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider, Start } from '../plan.ts';
import { shortVersion } from '../../shared/version-text.ts';
import { planVersion, settingSource, sourceAt, trimmedRange } from '../versions.ts';
import type { VersionPlan, VersionRule, VersionSource } from '../versions.ts';
import type { Range } from '../../../text/range.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { packageManagerOf } from './node.ts';
import { planNodeVersions } from './node-versions.ts';
import { readPackageJson } from './package-json.ts';

/** Ruby with Bundler, and Node beside it when the project needs one. */
export const ruby: Provider = {
  name: 'ruby',
  language: 'ruby',
  source: 'ruby.rs',
  detects: (app) => (hasFile(app, 'Gemfile') ? 'Gemfile' : undefined),
  plan: planRuby,
};

async function planRuby(app: App): Promise<Plan> {
  const sources = [
    settingSource(app, 'RUBY_VERSION'),
    sourceIn(app, '.ruby-version', 'ruby-version', (text) => trimmedRange(text)),
    sourceIn(app, 'Gemfile', 'gemfile', rangeInGemfile),
    sourceIn(app, 'Gemfile.lock', 'gemfile-lock', rangeInLock),
  ];
  const isRails = isRailsApp(app);
  const isMissing = sources.every((source) => source === undefined);
  return {
    start: isMissing ? unknownStart('nixpacks stops: no file says which Ruby to install') : planStart(app, isRails),
    versions: [planVersion(RULE, sources), ...await nodeBeside(app)],
    framework: isRails ? shownBy(app, 'runtime.framework', 'rails', 'config/application.rb') : undefined,
    packageManager: shownBy(app, 'runtime.packageManager', 'bundler', 'Gemfile'),
    manifest: fileFact(app, 'runtime.manifest', 'Gemfile'),
    lockFile: fileFact(app, 'runtime.lockFile', 'Gemfile.lock'),
  };
}

const RULE: VersionRule = {
  tool: 'ruby', resolve: (written) => shortVersion(written) ?? written, fallback: undefined, offers: 'what rbenv builds',
  unknown: 'no file says which Ruby to install', source: 'ruby.rs', fromNix: false,
};

function isRailsApp(app: App): boolean {
  return textOf(app, 'config/application.rb').includes('Rails::Application');
}

function planStart(app: App, isRails: boolean): Start {
  if (isRails) {
    const server = hasFile(app, 'rails') ? 'rails' : 'bin/rails';
    const environment = hasFile(app, 'rails') ? '' : ' -e $RAILS_ENV';
    return startWith(`bundle exec ${server} server -b 0.0.0.0 -p \${PORT:-3000}${environment}`);
  }
  if (hasFile(app, 'config/environment.rb') && hasFolder(app, 'script')) {
    return startWith('bundle exec ruby script/server -p ${PORT:-3000}');
  }
  if (hasFile(app, 'config.ru')) return startWith('bundle exec rackup config.ru -p ${PORT:-3000}');
  return hasFile(app, 'Rakefile') ? startWith('bundle exec rake') : NO_START;
}

/** Node is added for a package.json, or when a gem needs a JavaScript engine. */
async function nodeBeside(app: App): Promise<readonly VersionPlan[]> {
  const needsEngine = ['Gemfile', 'Gemfile.lock'].some((path) => textOf(app, path).includes('execjs'));
  if (!hasFile(app, 'package.json') && !needsEngine) return [];
  const json = await readPackageJson(app);
  return planNodeVersions(app, json, packageManagerOf(app, json)).map((plan) => ({ ...plan, fromNix: false }));
}

function sourceIn(app: App, path: string, by: string, find: (text: string) => Range | undefined): VersionSource | undefined {
  const file: SourceFile | undefined = readFile(app, path);
  return file === undefined ? undefined : sourceAt(file, find(file.text), { tool: 'ruby', by, label: path });
}

/** The quoted word after `ruby`; nixpacks takes all up to the last quote of the line. */
function rangeInGemfile(text: string): Range | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const match = line.length > 300 ? null : /ruby ['"](.*)['"][^>]/.exec(`${line}\n`);
    if (match !== null) {
      const from = start + match.index + 'ruby "'.length;
      return { start: from, end: from + (match[1] ?? '').length };
    }
    start += line.length + 1;
  }
  return undefined;
}

/** The first `ruby 3.2.1` of Gemfile.lock. */
function rangeInLock(text: string): Range | undefined {
  const match = /ruby ((?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5}))[^>]/.exec(text);
  if (match === null) return undefined;
  const from = match.index + 'ruby '.length;
  return { start: from, end: from + (match[1] ?? '').length };
}
