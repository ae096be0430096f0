import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type Known, type MissingApplication, type Outcome, type ProposedFix, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['start.app', 'start.missingApplication', 'start.sources', 'service.platforms', 'build.builder', 'runtime.dependencies', 'web.applications'],
  check(facts, { service, strings }): Outcome {
    const missing = facts['start.missingApplication'];
    if (missing?.state !== 'known') return isModule(valueOf(facts['start.app'])) ? pass() : notApplicable('the start command names no application of Python');
    const [source] = valueOf(facts['start.sources']) ?? [];
    if (source?.by === 'railpack default') return notApplicable('start/railpack-module judges what Railpack starts by itself');
    return missing.value.lacks === 'name' ? withoutName(missing, service) : withoutModule(missing, service, strings('usual'));
  },
});

function isModule(app: string | undefined): boolean {
  return app !== undefined && /^[\w.]+(?::[\w.]+(?:\(.*\))?)?$/.test(app) && !app.endsWith('.py');
}

/** The file is there, and sets no such variable. */
function withoutName(missing: Known<MissingApplication>, { facts }: Service): Outcome {
  const { at, name, place } = missing.value;
  const [only, ...others] = (valueOf(facts['web.applications']) ?? []).filter(({ path }) => path === place);
  const advice: ProposedFix = advised(`Name a variable that ${place} sets`);
  if (only === undefined || others.length > 0 || only.isFactory) return fail({ message: `${place} sets no ${name}`, evidence: [at], anchor: 'start.app', fix: advice });
  const by = `${at.value.split(':')[0] ?? ''}:${only.variable.value}`;
  return fail({
    message: `${place} sets no ${name}`, evidence: [at, only.variable], anchor: 'start.app',
    fix: { title: `Start ${by}`, applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [commandAt(facts, at)], with: { words: at.value, by } } },
  });
}

/** The command line that the words stand in, else the argument itself. */
function commandAt(facts: Service['facts'], at: Known<string>): Known<string> {
  const command = facts['start.serverCommand'];
  return command?.state === 'known' ? command : at;
}

/** Without the platform's answer its Root Directory may be any folder. */
function withoutModule(missing: Known<MissingApplication>, { facts }: Service, usual: readonly string[]): Outcome {
  const { at, name, place, hasPackage, elsewhere } = missing.value;
  const [first = ''] = name.split('.');
  const isInstalled = valueOf(facts['runtime.dependencies'])?.some((dependency) => dependency.name === first.toLowerCase().replaceAll('_', '-')) === true;
  if (isInstalled || (!hasPackage && !usual.includes(first))) return notApplicable(`${first} may be a package that is installed`);
  if (elsewhere.length > 0 && valueOf(facts['build.builder']) === 'dockerfile') return notApplicable(`the image may have ${elsewhere[0] ?? name} in another place`);
  if (elsewhere.length > 0 && !isDeployedTo(facts, 'heroku') && !isAsked(facts)) {
    return undecided(`${name} is in ${listed(elsewhere)}, and the platform's Root Directory may be the folder that it starts from`);
  }
  return fail({
    message: `there is no module ${name}${place === '' ? '' : ` in ${place}`}${elsewhere.length > 0 ? `, only ${listed(elsewhere)}` : ''}`,
    evidence: [at], anchor: 'start.app',
    fix: advised('Name the module of the application'),
  });
}
