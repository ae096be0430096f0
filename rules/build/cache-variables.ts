import { defineCheck, fail, notApplicable, pass, valueOf, type LiveVariable } from '#rule';
import { deploysImage, followed, liveVariables } from '../shared/live-variables.ts';

/** Railpack's variable holds the names of caches, or `*`; the others are switches. */
const LIST = 'RAILPACK_DISABLE_CACHES';

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'build.builder'],
  check(_facts, { service: { facts }, strings }) {
    const builder = valueOf(facts['build.builder']) ?? '';
    if (deploysImage(facts)) return notApplicable('the service deploys an image, and nothing is built');
    const names = [...strings('railway'), ...(builder === 'railpack' || builder === 'nixpacks' ? strings(builder) : [])];
    const off = liveVariables(facts).filter((variable) => names.includes(variable.name) && isOn(variable.name, followed(variable, facts)));
    if (off.length === 0) return pass();
    return off.map(({ name, at }) => fail({
      message: name === LIST ? `${name} turns caches of each build off` : `${name} makes each build begin from nothing`, evidence: [at], anchor: `variable:${name}`,
      fix: { title: `Take ${name} away`, applicability: 'review', change: { kind: 'live-variable', variable: name, to: { kind: 'removed' } } },
    }));
  },
});

function isOn(name: string, { form, references, value }: LiveVariable): boolean {
  if (name === LIST) return form === 'text' && references.length === 0;
  return /^(?:1|true)$/i.test(value?.trim() ?? '');
}
