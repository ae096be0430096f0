import { defineCheck, fail, notApplicable, pass, tableText, undecided, valueOf, type CheckContext, type FactSet, type Lifecycle, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { candidatesOf } from '../shared/candidates.ts';
import { moveTo, tooOld } from '../shared/runtime-move.ts';
import { lineAsked, newestAllowed, supportOf, type Support } from '../shared/runtime-support.ts';
import { targetLine } from '../shared/versions.ts';
import { counted, daysBetween } from '../shared/words.ts';

const NAMES: Readonly<Record<string, string>> = { python: 'Python', node: 'Node', ruby: 'Ruby', go: 'Go', php: 'PHP', dotnet: '.NET' };

export default defineCheck({
  needs: [],
  reads: ['runtime.language', 'runtime.version', 'runtime.requests', 'build.builder', 'runtime.dependencies'],
  check(_facts, context) {
    const { service: { facts }, tables } = context;
    const language = valueOf(facts['runtime.language']);
    if (language === undefined || !Object.hasOwn(NAMES, language)) return notApplicable('no file shows a language whose releases have an end');
    const lifecycle = tables.lifecycles.get(language);
    if (lifecycle === undefined) return notApplicable(`releases of ${language} have no dates in the table`);
    const supports = supportsOf(facts, language, lifecycle, context);
    if (supports === undefined) return notApplicable('no file says which release runs');
    const ended = supports.find((support) => support.kind === 'ended');
    if (ended === undefined) return supports.every(({ kind }) => kind === 'supported') ? pass() : notApplicable(`the table of ${lifecycle.checked} does not know the release`);
    const version = facts['runtime.version'];
    if (supports.some(({ kind }) => kind !== 'ended')) return undecided(version?.state === 'unresolved' ? version.reason : 'the release cannot be told');
    return ended.kind === 'ended' ? verdict(facts, { language, lifecycle, ended }, context) : pass();
  },
});

/** What is said of the release that runs, or of each that may; undefined when nothing tells it. */
function supportsOf(facts: FactSet, language: string, lifecycle: Lifecycle, { asOf, tables }: CheckContext): readonly Support[] | undefined {
  const version = facts['runtime.version'];
  const builder = valueOf(facts['build.builder']);
  if (version?.state === 'known') {
    if (language !== 'python' || version.value !== '3') return [supportOf(lifecycle, newestOnHeroku(facts, language, lifecycle) ?? version.value, asOf)];
    return [builder === 'nixpacks' ? supportOf(lifecycle, tableText(tables, 'builders/nixpacks-python-default'), asOf) : { kind: 'supported' }]; // an image `3` is the newest
  }
  const candidates = version === undefined ? [] : candidatesOf<string>(version);
  if (candidates.length === 0) return undefined;
  return candidates.map(({ value }) => {
    const newest = builder === 'heroku' ? newestAllowed(lifecycle, value) : undefined;
    return supportOf(lifecycle, newest ?? lineAsked(value, language), asOf);
  });
}

/** Heroku installs the newest release that a range of composer.json allows: https://devcenter.heroku.com/articles/php-support#selecting-a-runtime */
function newestOnHeroku(facts: FactSet, language: string, lifecycle: Lifecycle): string | undefined {
  const range = (valueOf(facts['runtime.requests']) ?? []).find((request) => request.language === language && request.effective)?.at.value;
  const isOpen = language === 'php' && valueOf(facts['build.builder']) === 'heroku' && range !== undefined && /[\^~>*|]/.test(range);
  return isOpen ? newestAllowed(lifecycle, range) : undefined;
}

interface Ended {
  readonly language: string;
  readonly lifecycle: Lifecycle;
  readonly ended: Extract<Support, { kind: 'ended' }>;
}

function verdict(facts: FactSet, { language, lifecycle, ended }: Ended, { asOf, text, strings }: CheckContext): Outcome {
  const version = facts['runtime.version'];
  if (version === undefined) return pass();
  const name = NAMES[language] ?? language;
  const since = ended.since === undefined ? 'any more' : `since ${ended.since}, ${counted(daysBetween(ended.since, asOf), 'day')} ago`;
  const target = targetLine(language, valueOf(facts['build.builder']), text);
  const isSupported = target !== undefined && supportOf(lifecycle, target, asOf).kind === 'supported';
  const old = language === 'python' ? tooOld(valueOf(facts['runtime.dependencies']) ?? [], strings('too-old-for-python-target')) : [];
  return fail({
    message: `${name} ${ended.line} ${ended.since === undefined ? 'gets' : 'has had'} no security fixes ${since}`,
    evidence: [version, ...(isSupported ? old.map(({ at }) => at).slice(0, 3) : [])],
    fix: isSupported && version.state === 'known'
      ? moveTo(`${name} ${target}`, { version: target, old })
      : advised(`Move to a supported line of ${name}`),
  });
}
