/** An address as written inside of a longer text. */
export interface WrittenAddress {
  readonly url: string;
  /** Where it begins in the text. */
  readonly start: number;
}

/**
 * Hosts of Railway's networks: private names, public domains of services, TCP proxies and their older form.
 * https://docs.railway.com/networking/private-networking/how-it-works, https://docs.railway.com/networking/tcp-proxy
 */
const HOST = /(?<=[\w}>$-])\.railway\.internal\b|(?<=[\w}>$-])\.up\.railway\.app\b|(?<=[\w}>$-])\.rlwy\.net\b|\bcontainers-[\w-]+\.railway\.app\b/;
/** What an address is made of: anything but blanks, quotes and brackets; placeholders may hold those. */
const PIECES = /(?:\$\{\{[^{}]*\}\}|\$?\{[^{}]*\}|[^\s'"`,;<>()[\]|\\{}])+/g;

/** True for a text that names a host of the platform's networks. */
export function namesPlatformHost(text: string): boolean {
  // Looking behind at every place costs thirty times what these words cost, and hardly a file has one.
  return (text.includes('.railway.') || text.includes('.rlwy.net')) && HOST.test(text);
}

/** The addresses of the platform's networks in the text of a literal. */
export function addressesIn(text: string): readonly WrittenAddress[] {
  if (!namesPlatformHost(text)) return [];
  return [...text.matchAll(PIECES)].flatMap(({ 0: piece, index }) => {
    const url = piece.replace(/[.:!?]+$/, '');
    return HOST.test(url) ? [{ url, start: index }] : [];
  });
}
