/** What changes a client for one request: it would be changed for all. */
export const STATE = /^(headers|cookies|auth|params|base_url|event_hooks|timeout|trust_env|cookie_jar|_\w+)$/;

/** What lends a connection. */
export const LENDING = /^(connect|raw_connection|acquire|getconn)$/;

/** What a login is called in an address or a form. */
export const LOGIN = /log_?-?in|sign_?-?in|\bsessions?\b|password|passwd|csrf|cookie/i;
