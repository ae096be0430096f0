import type { Change, Evidence } from '#rule';

/**
 * Hosts of language models, whose answers rightly take tens of seconds: the client of OpenAI itself waits ten minutes.
 * https://github.com/openai/openai-node#timeouts
 */
const MODEL = /\b(?:api\.(?:openai|anthropic|groq|mistral|deepseek|together|replicate|cohere|perplexity)\.(?:com|ai|xyz)|openrouter\.ai|generativelanguage\.googleapis\.com|openai\.azure\.com)\b/;

/** Seconds that requests may take, and those to models. */
export interface Limits {
  readonly seconds: number;
  readonly modelSeconds: number;
}

/** True where the call names the host of a model. */
export const asksModel = ({ value }: Evidence & { readonly value?: unknown }): boolean => MODEL.test(String(value));

/** `Give up after 10 s`, or with the seconds of models where some of the calls, or all, ask one. */
export function limitTitle(places: readonly Evidence[], { seconds, modelSeconds }: Limits): string {
  const models = places.filter(asksModel).length;
  return models === 0 ? `Give up after ${seconds} s` : models === places.length ? `Give up after ${modelSeconds} s` : `Give up after ${seconds} s, after ${modelSeconds} s where a model answers`;
}

/** The same as a change of the calls. */
export function limitChange(places: readonly Evidence[], { seconds, modelSeconds }: Limits): Change {
  const changes = [[places.filter((place) => !asksModel(place)), seconds] as const, [places.filter(asksModel), modelSeconds] as const].flatMap(([at, limit]): readonly Change[] => {
    const [first, ...rest] = at;
    return first === undefined ? [] : [{ kind: 'rewrite', how: 'add-timeout', at: [first, ...rest], with: { seconds: limit } }];
  });
  const [only, ...more] = changes;
  return only === undefined ? { kind: 'advice' } : more.length === 0 ? only : { kind: 'all', changes: [only, ...more] };
}
