/** Folders and names of tests, examples and documentation. */
const EXAMPLE = /(?:^|[/._-])(?:tests?|testing|specs?|e2e|fixtures?|mocks?|__tests__|__mocks__|examples?|samples?|demos?|docs?|documentation|tutorials?|storybook|stories|templates?|tmpl|dist|cypress|playwright|benchmarks?)(?:[/._-]|$)|(?:^|\/)(?:conftest\.py|README[^/]*|CHANGELOG[^/]*)$|\.(?:md|mdx|rst|txt|ipynb)$/i;

/** True for a path of a test, an example or documentation: what looks like a secret there is none. */
export const isExample = (path: string): boolean => EXAMPLE.test(path);

/** True for `.env`, `.env.production`, `prod.env`. */
export const isEnvironmentFile = (name: string): boolean => /^(?:\.env(?:[._-][\w.-]+)?|[\w-]+\.env)$/.test(name);
