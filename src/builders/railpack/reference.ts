/** The state of railpack that these rules follow. */
const COMMIT = 'b5e805800e6787a4744cd944a357e29b848d38f3';

/** Who decides what the project leaves open. */
export const RAILPACK = 'railpack default';

/** A link to the source of railpack that decides something. */
export function railpackSource(path: string): string {
  return `https://github.com/railwayapp/railpack/blob/${COMMIT}/core/${path}`;
}
