import { defineProjectCheck, fail, notApplicable, pass, valueOf, type AddressUse, type Outcome, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { addressesOf, hostOf, PRIVATE_HOST } from '../shared/addresses.ts';

export default defineProjectCheck({
  reads: ['code.addresses', 'server.host', 'start.server'],
  check(services) {
    return new Map<Service, Outcome>(services.map((service) => {
      const callers = services.filter((each) => each !== service).flatMap(({ facts }) => addressesOf(facts, PRIVATE_HOST));
      return [service, judged(service, callers.find(({ url }) => hostOf(url) === `${service.name}.railway.internal`))];
    }));
  },
});

function judged({ facts, name }: Service, call: AddressUse | undefined): Outcome {
  const host = facts['server.host'];
  if (call === undefined) return notApplicable('no other service names it in the private network');
  if (host?.state !== 'known') return notApplicable('the address it listens on cannot be told');
  if (host.value !== '0.0.0.0') return pass();
  const isGunicorn = valueOf(facts['start.server']) === 'gunicorn';
  return fail({
    message: `${name} takes IPv4 only, and another service asks for it at ${hostOf(call.url)}`, evidence: [host, call.at], anchor: 'server.host',
    fix: isGunicorn
      ? { title: 'Listen on [::], which takes both kinds of address', applicability: 'review', change: { kind: 'set-fact', fact: 'server.host', value: '[::]' } }
      : advised('Listen on IPv6 too, if the environment is an older one'),
  });
}
