import { valueOf, type Fact, type Protection } from '#rule';

/** The first protection of a kind, and of some libraries where those are named. */
export function protectionOf(
  protections: Fact<readonly Protection[]> | undefined, kind: Protection['kind'], libraries?: readonly string[],
): Protection | undefined {
  return (valueOf(protections) ?? []).find((each) => each.kind === kind && (libraries?.includes(each.library) ?? true));
}

/** True where the server believes X-Forwarded-For and X-Forwarded-Proto, whoever sends them. */
export function trustsAll(addresses: Fact<string> | undefined): boolean {
  return (valueOf(addresses) ?? '').split(',').some((each) => each.trim() === '*');
}

/** True where a file says whom the server believes; the variable FORWARDED_ALLOW_IPS may say it too, and nobody sees that here. */
export function isWritten(addresses: Fact<string> | undefined): boolean {
  return addresses?.state === 'known' && addresses.provenance.kind !== 'default';
}
