import { defineCheck, fail, notApplicable, pass, permits, releaseLine, undecided, valueOf, type Dependency, type ProposedFix } from '#rule';
import { targetLine } from '../shared/versions.ts';
import { counted, daysBetween, listed } from '../shared/words.ts';

const NAMES: Readonly<Record<string, string>> = { python: 'Python', node: 'Node', ruby: 'Ruby', go: 'Go', php: 'PHP', dotnet: '.NET' };
/** Words for a release that is always a supported one: Railpack's default for Node is `lts`. */
const MOVING = new Set(['lts', 'lts/*', 'latest', 'stable', 'current']);

export default defineCheck({
  needs: ['runtime.language', 'runtime.version'],
  reads: ['build.builder', 'runtime.dependencies'],
  check(facts, { asOf, tables, text, strings }) {
    const language = facts['runtime.language'].value;
    const version = facts['runtime.version'];
    const lifecycle = tables.lifecycles.get(language);
    if (lifecycle === undefined) return notApplicable(`releases of ${language} have no dates in the table`);
    if (MOVING.has(version.value)) return pass();
    const line = releaseLine(lifecycle, version.value);
    if (line === undefined) return undecided(`the table of ${lifecycle.checked} does not know ${language} ${version.value}`);
    if (line.endOfLife >= asOf) return pass(); // the last day still counts
    const name = NAMES[language] ?? language;
    const age = counted(daysBetween(line.endOfLife, asOf), 'day');
    const target = targetLine(language, valueOf(facts['build.builder']), text);
    const isSupported = target !== undefined && (releaseLine(lifecycle, target)?.endOfLife ?? '') >= asOf;
    const old = language === 'python' ? tooOld(valueOf(facts['runtime.dependencies']) ?? [], strings('too-old-for-python-target')) : [];
    return fail({
      message: `${name} ${line.line} gets no security fixes since ${line.endOfLife}, ${age} ago`,
      evidence: [version, ...(isSupported ? old.map(({ at }) => at).slice(0, 3) : [])],
      fix: isSupported ? moveTo(`${name} ${target}`, { version: target, old }) : told(`Move to a supported line of ${name}`),
    });
  },
});

/** Packages whose pinned release does not work with the version that is to come. */
function tooOld(dependencies: readonly Dependency[], ranges: readonly string[]): readonly Dependency[] {
  const limits = new Map(ranges.map((range) => [range.split(' ')[0] ?? '', range.split(' ').slice(1).join(' ')]));
  return dependencies.filter(({ name, version, kind, language }) => {
    const limit = limits.get(name);
    return kind === 'production' && language === 'python' && version !== undefined && limit !== undefined && permits(limit, version);
  });
}

/** A version that the pinned packages do not work with would only break the build: a person moves both together. */
function moveTo(line: string, { version, old }: { readonly version: string; readonly old: readonly Dependency[] }): ProposedFix {
  if (old.length > 0) return told(`Move to ${line} together with newer releases of ${listed(old.map(({ name }) => name))}: those that are pinned do not work with it`);
  return { title: `Move to ${line}`, applicability: 'review', change: { kind: 'set-fact', fact: 'runtime.version', value: version } };
}

function told(title: string): ProposedFix {
  return { title, applicability: 'advice', change: { kind: 'advice' } };
}
