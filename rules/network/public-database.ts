import { defineCheck, fail, notApplicable, pass, valueOf, type AddressUse, type FactSet, type Outcome, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { addressesOf, hostOf, TCP_PROXY } from '../shared/addresses.ts';
import { namedPools, publicAddressOf } from '../shared/public-database.ts';

export default defineCheck({
  needs: [],
  reads: ['database.pools', 'code.addresses', 'deploy.variables', 'build.variables'],
  check(_facts, { service }): Outcome | readonly Outcome[] {
    const pools = namedPools(service.facts);
    const proxies = addressesOf(service.facts, TCP_PROXY).filter((use) => use.side === 'server' && !isForBuild(use, service.facts));
    const isFound = ({ database }: Pool): boolean => TCP_PROXY.test(valueOf(database) ?? '') || proxies.some(({ name }) => name === valueOf(database));
    const findings = [...poolFindings(pools.filter((pool) => !isFound(pool)), service.facts), ...proxies.map(proxyFinding)];
    if (findings.length > 0) return findings;
    return pools.length === 0 ? notApplicable('no database is named') : pass();
  },
});

/** Each public variable once, whoever reads it. */
function poolFindings(pools: readonly Pool[], facts: FactSet): readonly Outcome[] {
  const names = new Set<string>();
  return pools.flatMap((pool) => {
    const name = valueOf(pool.database) ?? '';
    const found = names.has(name) ? undefined : publicAddressOf(pool, TCP_PROXY, [facts['deploy.variables'], facts['build.variables']]);
    names.add(name);
    return found ?? [];
  });
}

function isForBuild({ name }: AddressUse, facts: FactSet): boolean {
  return (valueOf(facts['build.variables']) ?? []).some(({ variable, scope }) => variable === name && scope === 'build');
}

function proxyFinding({ at, url, name }: AddressUse): Outcome {
  const host = hostOf(url);
  return fail({
    message: `the program reaches ${host} through the public proxy`, evidence: [at], anchor: `database:${name ?? host}`,
    fix: advised('Use the address that ends in .railway.internal'),
  });
}
