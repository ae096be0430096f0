import { valueOf, type AddressUse, type FactSet } from '#rule';

/** A private name: `api.railway.internal`. */
export const PRIVATE_HOST = /\.railway\.internal\b/;
/** A domain that Railway gives a service to the outside. */
export const PUBLIC_DOMAIN = /\.up\.railway\.app\b/;
/** A proxy that leads from the internet to a database, and its older form. https://docs.railway.com/networking/tcp-proxy */
export const TCP_PROXY = /\.rlwy\.net\b|\bcontainers-[\w-]+\.railway\.app\b/;

/** Addresses of a service that name a host of one kind. */
export function addressesOf(facts: FactSet, host: RegExp): readonly AddressUse[] {
  return (valueOf(facts['code.addresses']) ?? []).filter(({ url }) => host.test(url));
}

/** The host of an address, without scheme, user, port and path. */
export function hostOf(url: string): string {
  return url.replace(/^[a-z][\w+.-]*:\/\//i, '').replace(/^[^/]*@/, '').replace(/[:/?#].*$/, '');
}
