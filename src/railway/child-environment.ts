/**
 * Variables that the CLI gets besides ours: it neither updates itself nor counts its calls, and prints nothing but answers. Tokens reach it as
 * they reach us, RAILWAY_TOKEN or RAILWAY_API_TOKEN in the environment, and never by an argument.
 * https://github.com/railwayapp/cli/blob/v5.43.1/src/consts.rs
 */
const QUIET = {
  RAILWAY_NO_AUTO_UPDATE: '1', RAILWAY_NO_TELEMETRY: '1', RAILWAY_CAC_DEPRECATION_WARNING: '0', RAILWAY_AGENT_ADVISORY: '0', RAILWAY_CALLER: 'optimize',
  NO_COLOR: '1', FORCE_COLOR: undefined, CLICOLOR_FORCE: undefined, RUST_BACKTRACE: '0', RUST_LIB_BACKTRACE: '0',
} as const;

/** The environment of a call that may last so many milliseconds: a request of the CLI's own ends before we end the CLI. */
export function childEnvironment(timeout: number, own: Readonly<Record<string, string>> = {}): Readonly<Record<string, string | undefined>> {
  return { ...QUIET, RAILWAY_HTTP_TIMEOUT: String(Math.max(1, Math.floor(timeout / 1000) - 2)), ...own };
}
