const FORMATTER = /^json_?\w*formatter$/i;
/** Names of the field with the level in a line of JSON. https://docs.railway.com/observability/logs */
const LEVEL = /^(?:level|severity|levelname)$/;

/** True for a text that may name a formatter that writes JSON: asked before an expression is looked for. */
export const namesJsonFormatter = (text: string): boolean => /json_?\w{0,20}formatter/i.test(text);

/** True for `JsonFormatter`, `app.logs.JSONLogFormatter`. */
export const isJsonFormatter = (name: string): boolean => FORMATTER.test(name.replace(/^.*\./, ''));

/** True for the key by which an object tells that it is a line of a log. */
export const isLevelKey = (key: string): boolean => LEVEL.test(key);
