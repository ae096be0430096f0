import { defineCheck, fail, notApplicable, pass, releaseLine, undecided, valueOf } from '#rule';
import { moveTo, tooOld } from '../shared/runtime-move.ts';
import { targetLine } from '../shared/versions.ts';
import { counted, daysBetween } from '../shared/words.ts';

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
      fix: isSupported
        ? moveTo(`${name} ${target}`, { version: target, old })
        : { title: `Move to a supported line of ${name}`, applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});
