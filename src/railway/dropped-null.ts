/** Objects whose entries the CLI takes away for null; everywhere else it drops a null, and the setting stays. */
const TAKEN_AWAY = [
  /^sharedVariables$/, /^services\.[^.]+\.variables$/, /^services\.[^.]+\.networking\.(?:serviceDomains|customDomains|tcpProxies)$/,
  /^services\.[^.]+\.deploy\.multiRegionConfig$/,
];

/**
 * The path of the first null in a patch of an environment that would come to nothing; undefined where there is none.
 * https://github.com/railwayapp/cli/blob/v5.43.1/src/controllers/config/environment.rs
 */
export function droppedNull(patch: unknown, path = ''): string | undefined {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return undefined;
  for (const [key, value] of Object.entries(patch)) {
    const own = path === '' ? key : `${path}.${key}`;
    const dropped = value === null ? (TAKEN_AWAY.some((each) => each.test(path)) ? undefined : own) : droppedNull(value, own);
    if (dropped !== undefined) return dropped;
  }
  return undefined;
}
