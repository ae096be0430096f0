import { firstOf, factOfFile } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import type { Candidate, Tool } from '../versions.ts';
import { bareNode, nodePart } from './node.ts';

const SOURCE = 'providers/ruby/ruby.go';
const RAILS = 'Rails::Application';

/** Ranks of https://railpack.com/languages/ruby for files of mise. */
const MISE_RANKS = { 'ruby-version': 2, gemfile: 3, mise: 4, 'tool-versions': 4 };

/** Railpack's Ruby: Rails, an old Rails script, Rack, or a Rakefile. */
export const ruby: Provider = {
  name: 'ruby',
  language: 'ruby',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, ['Gemfile']),
  async plan(input) {
    const { folder } = input;
    const withNode = await nodePart(input);
    const application = 'config/application.rb';
    const isRails = folder.text(application)?.includes(RAILS) === true;
    const plan: Plan = {
      startCommand: startCommand(input, isRails),
      framework: isRails ? factOfFile('runtime.framework', 'rails', { folder, path: application, part: RAILS }) : undefined,
      packageManager: withNode?.packageManager,
      tools: [rubyTool(input), ...(withNode?.tools ?? (usesGem(input, 'execjs') ? bareNode(input) : []))],
      manifest: firstOf(folder, ['Gemfile']),
      lockFile: firstOf(folder, ['Gemfile.lock']),
    };
    return plan;
  },
};

function startCommand({ folder }: BuildInput, isRails: boolean): string | undefined {
  const address = '0.0.0.0 -p ${PORT:-3000}';
  if (isRails && folder.has('rails')) return `bundle exec rails server -b ${address}`;
  if (isRails) return `bundle exec bin/rails server -b ${address} -e $RAILS_ENV`;
  if (folder.has('config/environment.rb') && folder.has('script')) return `bundle exec ruby script/server -b ${address}`;
  if (folder.has('config.ru')) return `bundle exec rackup config.ru -o ${address}`;
  return folder.has('Rakefile') ? 'bundle exec rake' : undefined;
}

function usesGem({ folder }: BuildInput, gem: string): boolean {
  return ['Gemfile', 'Gemfile.lock'].some((path) => folder.text(path)?.includes(gem));
}

function rubyTool(input: BuildInput): Tool {
  const candidates = [
    ...lockRequests(input),
    ...input.mise('ruby', MISE_RANKS),
    ...fromVariable(input.settings, 'RUBY_VERSION', 'ruby', 1),
  ];
  return { name: 'ruby', candidates, fallback: '3.4', source: SOURCE };
}

/** `ruby 3.1.2p20` of a Gemfile.lock. */
function lockRequests({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read('Gemfile.lock');
  const match = /ruby (\d+\.\d+\.\d+)[^>]/.exec(file?.text ?? '');
  const version = match?.[1];
  if (file === undefined || match === null || version === undefined) return [];
  const start = match.index + 'ruby '.length;
  const place = { file, range: { start, end: start + version.length } };
  return [fromFile('ruby', place, { by: 'gemfile-lock', label: 'Gemfile.lock' })];
}
