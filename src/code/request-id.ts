/** Names of headers that hold an id of a request: those of convention, and the one that Railway's edge sends. */
const HEADER = /^x-(?:(?:railway-)?request|correlation)-id$/i;

/** The name of a header with an id of the request, in lower case; undefined of any other text. */
export function requestIdHeader(text: string): string | undefined {
  return HEADER.test(text) ? text.toLowerCase() : undefined;
}

const MADE = /uuid|nanoid|ulid|cuid|ksuid|token_hex|token_urlsafe|randomBytes|(?:new|create|generate|make|resolve)_?\w{0,30}id\b/i;

/** True for a file that makes ids: one that only reads the header of somebody else gives none. */
export const makesIds = (text: string): boolean => MADE.test(text);
