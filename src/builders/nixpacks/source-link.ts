/** Where the source of a provider says so. */
export function sourceLink(path: string): string {
  return `https://github.com/railwayapp/nixpacks/blob/f51d7fd5872e6937a98870b5339ff3ce641499e3/src/providers/${path}`;
}
