import { defineCheck, fail, notApplicable, pass, permits, tableText, valueOf } from '#rule';
import { isOnRailway } from '../shared/on-railway.ts';
import { limitsOf, requestsOf } from '../shared/requests.ts';
import { supportOf } from '../shared/runtime-support.ts';

const BUILDERS: Readonly<Record<string, string>> = { railpack: 'Railpack', nixpacks: 'Nixpacks' };

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'runtime.language', 'runtime.version', 'runtime.requests', 'runtime.manifest'],
  check(_facts, { service: { facts }, tables, asOf }) {
    const [builder, language] = [valueOf(facts['build.builder']) ?? '', valueOf(facts['runtime.language'])];
    if (!isOnRailway(facts) || !Object.hasOwn(BUILDERS, builder) || (language !== 'python' && language !== 'node')) return notApplicable('no builder chooses a Python or Node here');
    const version = facts['runtime.version'];
    if (version?.state !== 'known' || requestsOf(facts, language).length > 0) return pass();
    if (version.provenance.kind !== 'default') return pass();
    const line = version.value === '3' ? tableText(tables, 'builders/nixpacks-python-default') : version.value === 'lts' ? tableText(tables, 'builders/node-lts') : version.value;
    const lifecycle = tables.lifecycles.get(language);
    const isDoubtful = limitsOf(facts, language).some(({ at }) => !permits(at.value, line));
    if (isDoubtful || lifecycle === undefined || supportOf(lifecycle, line, asOf).kind !== 'supported') return notApplicable("the builder's default is one to move away from");
    const name = language === 'node' ? 'Node' : 'Python';
    const manifest = facts['runtime.manifest'];
    return fail({
      message: `no file asks for a version of ${name}: ${BUILDERS[builder]} takes its own default, ${version.value === 'lts' ? `lts, today ${line}` : line}`,
      evidence: [version, ...(manifest?.state === 'known' ? [manifest] : [])], anchor: 'runtime.version',
      fix: { title: `Ask for ${name} ${line}`, applicability: 'review', change: { kind: 'set-fact', fact: 'runtime.version', value: line } },
    });
  },
});
