import { defineRecordCheck, fail, notApplicable, pass, type AddressUse, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { hostOf, PRIVATE_HOST } from '../shared/addresses.ts';

const PLAIN: Readonly<Record<string, string>> = { https: 'http', wss: 'ws' };

export default defineRecordCheck({
  each: 'code.addresses',
  needs: [],
  check(use, _facts, { strings }): Outcome {
    const scheme = /^(https?|wss?):\/\//i.exec(use.url)?.[1]?.toLowerCase();
    if (!PRIVATE_HOST.test(use.url) || scheme === undefined) return notApplicable('it is no address of a web service in the private network');
    const plain = PLAIN[scheme];
    if (plain !== undefined) return encrypted(use, plain, strings('own-tls'));
    return isWithoutPort(use) ? withoutPort(use) : pass();
  },
});

function encrypted(use: AddressUse, plain: string, ownTls: readonly string[]): Outcome {
  const mayBeOwn = ownTls.some((port) => use.url.includes(port));
  const isWhole = use.at.value === use.url;
  const fix: ProposedFix = mayBeOwn || !isWhole
    ? advised(`Use ${plain}:// and the port that the service listens on`)
    : { title: `Use ${plain}:// for ${hostOf(use.url)}`, applicability: 'safe', change: { kind: 'replace', at: use.at, text: use.url.replace(/^\w+/, plain) } };
  return fail({
    message: `${hostOf(use.url)} is asked over TLS, which the private network does not end`, evidence: [use.at], anchor: `address:${hostOf(use.url)}`,
    ...(mayBeOwn ? { severity: 'low', confidence: 'low' } : {}), fix,
  });
}

/** `http://api.railway.internal/v1`; an address that ends with the name may get its port behind it. */
function isWithoutPort({ url }: AddressUse): boolean {
  return /^\w+:\/\/[^:/]*\.railway\.internal\/./.test(url);
}

function withoutPort(use: AddressUse): Outcome {
  return fail({
    message: `${hostOf(use.url)} is asked on port 80, as the address names no other`, evidence: [use.at], anchor: `address:${hostOf(use.url)}`,
    severity: 'low', confidence: 'medium',
    fix: advised('Name the port that the service listens on'),
  });
}
