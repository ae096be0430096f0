import { Agent, fetch } from "undici";

/** The connections of the whole process, kept and used again. */
const agent = new Agent({
  connections: {{ connections }},
  connect: { timeout: 3_000 },
  headersTimeout: {{ timeout }} * 1_000,
  bodyTimeout: {{ timeout }} * 1_000,
});

export const request = (url, options = {}) => fetch(url, { ...options, dispatcher: agent });
