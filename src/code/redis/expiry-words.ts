/** Words of a function that takes out what is too old when it is asked for; one that ends a session or a job has none of them. */
export const EXPIRY_WORDS = /expir|ttl|stale|max_?age/i;
