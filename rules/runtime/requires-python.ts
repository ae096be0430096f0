import { defineCheck, fail, notApplicable, pass, permits, tableList, tableText, valueOf, type CheckContext } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { limitsOf, requestsOf } from '../shared/requests.ts';
import { newestAllowed, supportOf } from '../shared/runtime-support.ts';

const NAMES: Readonly<Record<string, string>> = { railpack: 'Railpack', nixpacks: 'Nixpacks' };

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'runtime.language', 'runtime.version', 'runtime.requests'],
  check(_facts, context) {
    const { service: { facts }, tables } = context;
    const builder = valueOf(facts['build.builder']) ?? '';
    if (!isDeployedTo(facts, 'railway') || !Object.hasOwn(NAMES, builder) || valueOf(facts['runtime.language']) !== 'python') return notApplicable('neither Railpack nor Nixpacks chooses a Python here');
    const [limit, ...others] = limitsOf(facts, 'python');
    if (limit === undefined) return notApplicable('no manifest says which versions of Python it works with');
    const version = facts['runtime.version'];
    if (requestsOf(facts, 'python').length > 0 || version?.state !== 'known' || version.provenance.kind !== 'default') return pass();
    const installed = version.value === '3' ? tableText(tables, 'builders/nixpacks-python-default') : version.value;
    const broken = [limit, ...others].find(({ at }) => !permits(at.value, installed));
    if (broken === undefined) return pass();
    const target = targetWithin(broken.at.value, builder, context);
    return fail({
      message: `the project works with Python ${broken.at.value}, and ${NAMES[builder]} installs ${installed}`,
      evidence: [broken.at, version], anchor: 'runtime.version',
      fix: target === undefined ? advised('Ask for a Python that the project works with in .python-version') : {
        title: `Ask for Python ${target} in .python-version`, applicability: 'review', change: { kind: 'set-fact', fact: 'runtime.version', value: target },
      },
    });
  },
});

/** The newest supported line of the range that the builder can install. */
function targetWithin(range: string, builder: string, { tables, asOf }: CheckContext): string | undefined {
  const lifecycle = tables.lifecycles.get('python');
  if (lifecycle === undefined) return undefined;
  const offered = tableList(tables, 'builders/nixpacks-python');
  const lines = lifecycle.lines.filter(({ line }) => (builder === 'nixpacks' ? offered.includes(line) : true) && supportOf(lifecycle, line, asOf).kind === 'supported');
  return newestAllowed({ ...lifecycle, lines }, range);
}
