import { INSTALL } from './railway-cli.ts';
import type { RailwayErrorCode } from './railway-error.ts';

/** A sentence of the CLI that is known, and so passed on as it stands. */
export interface KnownFailure {
  /** The sentence, from the start of a line. What it names beside words of its own is a name that the user gave, or Railway's. */
  readonly sentence: RegExp;
  /** Its names in the JSON form of an error. */
  readonly names: readonly string[];
  readonly code: RailwayErrorCode;
  /** What to do: the command to run. */
  readonly hint: string;
}

const LOGIN = 'sign in with railway login; where nobody can, set RAILWAY_API_TOKEN or RAILWAY_TOKEN';
const LINK = 'link the folder with railway link, or name both: --project NAME --environment NAME';
const TOKEN = 'a project token (RAILWAY_TOKEN) reaches the one environment that it is of: leave --project and --environment out; RAILWAY_API_TOKEN or railway login reach all that you may see';
const ACCESS = 'ask a workspace admin for access, or name another one: --project NAME --environment NAME';
const TOKEN_OR_ACCESS = 'the login has ended, or may not do this: railway login; a project token (RAILWAY_TOKEN) reaches one environment only';
const AGAIN = 'wait a moment, then run it again';

/**
 * What the CLI says when it fails, the sentence that explains most before the one that follows from it.
 * https://github.com/railwayapp/cli/blob/v5.43.1/src/errors.rs, and the texts of each command
 */
export const KNOWN_FAILURES: readonly KnownFailure[] = [
  { sentence: /error: (?:unexpected argument|unrecognized subcommand) '[\w-]+' found|error: (?:unexpected argument|unrecognized subcommand) '[\w-]+'/, names: [], code: 'railway-too-old', hint: 'the CLI does not know what it was asked; renew it: railway upgrade, or npm i -g @railway/cli@latest' },
  { sentence: /Your saved login is no longer valid \(\w+\)\./, names: ['OAUTH_INVALID_GRANT'], code: 'railway-login', hint: LOGIN },
  { sentence: /Not signed in\.|Not authenticated\./, names: ['NOT_AUTHENTICATED'], code: 'railway-login', hint: LOGIN },
  { sentence: /Unauthorized\. Please check that your RAILWAY_\w+ is valid and has access to the resource you're trying to use\./, names: [], code: 'railway-unauthorized', hint: TOKEN },
  { sentence: /Unauthorized\. Please (?:login with `railway login`|run `railway login` again\.)/, names: ['UNAUTHORIZED'], code: 'railway-login', hint: LOGIN },
  { sentence: /Invalid RAILWAY_\w+\. Please check that it is valid and has access to the resource you're trying to use\./, names: ['INVALID_TOKEN'], code: 'railway-unauthorized', hint: TOKEN },
  { sentence: /Login state is corrupt\. Please logout and login back in\./, names: ['INVALID_AUTH_STATE'], code: 'railway-login', hint: 'run railway logout, then railway login' },
  { sentence: /(?:Device code expired|Authorization was denied by the user)\./, names: ['OAUTH_DEVICE_CODE_EXPIRED', 'OAUTH_ACCESS_DENIED'], code: 'railway-login', hint: LOGIN },
  { sentence: /Not Authorized$/, names: [], code: 'railway-unauthorized', hint: TOKEN_OR_ACCESS },
  { sentence: /You do not have access to this resource\./, names: ['OAUTH_INSUFFICIENT_GRANT'], code: 'railway-unauthorized', hint: ACCESS },
  { sentence: /Two-factor authentication is required for workspace "[^"\n]{1,100}"\./, names: ['TWO_FACTOR_REQUIRED'], code: 'railway-unauthorized', hint: 'switch two-factor authentication on: https://railway.com/account/security' },
  { sentence: /2FA code is incorrect\./, names: ['INVALID_2FA_CODE'], code: 'railway-login', hint: LOGIN },
  { sentence: /No linked project found\./, names: ['NO_LINKED_PROJECT'], code: 'railway-unlinked', hint: LINK },
  { sentence: /Project not found\.|Project "[^"\n]{1,100}" not found/, names: ['PROJECT_NOT_FOUND'], code: 'railway-unlinked', hint: `${LINK}; railway list names yours` },
  { sentence: /Project is deleted\./, names: ['PROJECT_DELETED'], code: 'railway-unlinked', hint: LINK },
  { sentence: /Environment is deleted\./, names: ['ENVIRONMENT_DELETED'], code: 'railway-unlinked', hint: 'link another one with railway environment, or name it: --environment NAME' },
  { sentence: /No environment (?:specified|linked)\./, names: [], code: 'railway-unlinked', hint: 'link one with railway environment, or name it: --environment NAME' },
  { sentence: /Environment "[^"\n]{1,100}" is restricted\./, names: ['ENVIRONMENT_RESTRICTED'], code: 'railway-unauthorized', hint: ACCESS },
  { sentence: /Environment "[^"\n]{1,100}" not found\./, names: ['ENVIRONMENT_NOT_FOUND'], code: 'railway-unlinked', hint: 'railway environment list names those of the project' },
  { sentence: /No service linked/, names: ['NO_SERVICE_LINKED'], code: 'railway-unlinked', hint: 'link one with railway service' },
  { sentence: /Service ["'][^"'\n]{1,100}["'] not found(?: in project)?|Service not found in the environment/, names: ['SERVICE_NOT_FOUND'], code: 'railway-failed', hint: 'railway service list names those of the environment' },
  { sentence: /Project has no services\./, names: ['PROJECT_HAS_NO_SERVICES'], code: 'railway-failed', hint: 'deploy one with railway up, or in the dashboard' },
  { sentence: /Variable '\w{1,100}' not found/, names: [], code: 'railway-failed', hint: 'it has gone already; ask again what is there' },
  { sentence: /You are being ratelimited\. (?:Try again in (?:about )?\d+ (?:seconds|minutes)|Please try again later)/, names: ['RATELIMITED'], code: 'railway-failed', hint: 'wait that long, then run it again' },
  { sentence: /Couldn't refresh your session/, names: ['OAUTH_REFRESH_FAILED'], code: 'railway-failed', hint: AGAIN },
  { sentence: /Failed to get data from GraphQL response/, names: ['MISSING_RESPONSE_DATA'], code: 'railway-failed', hint: AGAIN },
  { sentence: /The Railway TypeScript SDK is not installed\./, names: [], code: 'railway-failed', hint: 'install it in the project: npm install railway' },
  { sentence: /RAILWAY_ENVIRONMENT_ID cannot be set without RAILWAY_PROJECT_ID\./, names: [], code: 'railway-unlinked', hint: 'set both, or neither' },
  { sentence: /Railway API returned \d+ GraphQL error\(s\)/, names: [], code: 'railway-failed', hint: 'Railway refuses it: railway environment config shows what is there, and the dashboard says why it is refused' },
  { sentence: /node: bad option: --experimental-strip-types/, names: [], code: 'railway-failed', hint: 'railway config plan runs the file with the node of PATH, which must be 22.6 or newer' },
  { sentence: /operation timed out/, names: [], code: 'railway-timeout', hint: 'run it again; https://status.railway.com says whether Railway is slow' },
  { sentence: /Failed to fetch: error decoding response body/, names: [], code: 'railway-answer', hint: 'what answered is not Railway: look at the proxy (HTTPS_PROXY) and at https://status.railway.com' },
  { sentence: /Failed to fetch/, names: ['FETCH_ERROR'], code: 'railway-offline', hint: 'Railway cannot be reached: check the network and HTTPS_PROXY, and https://status.railway.com' },
  { sentence: /Railway CLI binary is not installed/, names: [], code: 'railway-missing', hint: INSTALL },
];
