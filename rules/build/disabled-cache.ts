import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { isDeployedTo } from '../shared/platforms.ts';
import { isWritten } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'deploy.variables'],
  check(_facts, { service: { facts }, strings }) {
    if (!isDeployedTo(facts, 'railway')) return notApplicable('no file shows that Railway builds it');
    const builder = valueOf(facts['build.builder']) ?? '';
    const names = [...strings('railway'), ...(builder === 'railpack' || builder === 'nixpacks' ? strings(builder) : [])];
    // Only variables of the service count: the builders do not look for these in their own files.
    const off = (valueOf(facts['deploy.variables']) ?? []).filter(isWritten)
      .filter(({ variable, value, scope }) => scope !== 'example' && names.includes(variable) && isOn(variable, value));
    if (off.length === 0) return pass();
    return off.map(({ variable, value, at }) => fail({
      message: `${variable}=${value ?? ''} makes each build begin from nothing`,
      evidence: [at], anchor: `variable:${variable}`,
      fix: { title: `Remove ${variable}`, applicability: 'review', change: { kind: 'rewrite', how: 'remove-variable', at: [at] } },
    }));
  },
});

/** Railpack's variable lists caches; the others are switches. */
function isOn(variable: string, value: string | undefined): boolean {
  return variable === 'RAILPACK_DISABLE_CACHES' ? (value ?? '').trim() !== '' : /^(?:1|true)$/i.test((value ?? '').trim());
}
