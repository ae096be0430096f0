import { readFileSync } from 'node:fs';
import type { DoubleState } from '../railway-double.ts';
import type { Mark } from './mark.ts';

interface Answer {
  readonly [key: string]: unknown;
}

const answer = (name: string): Answer => JSON.parse(readFileSync(new URL(`../../railway/double/answers/${name}`, import.meta.url), 'utf8')) as Answer;
const WEB = '5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01';

/** The recorded platform with a secret wherever Railway could hold one: in forms that are known, and in places that nobody should copy. */
export function platformWith(mark: Mark): DoubleState {
  const config = answer('environment-config.json');
  const services = config['services'] as Readonly<Record<string, Answer>>;
  const web = services[WEB] ?? {};
  const variables = Object.fromEntries(Object.entries(valuesWith(mark)).map(([name, value]) => [name, { value, description: mark.text }]));
  return {
    status: statusWith(mark),
    plan: planWith(mark),
    config: {
      ...config, unknownToAll: mark.text, sharedVariables: { ...(config['sharedVariables'] as Answer), SIGNING_KEY: { value: mark.text } },
      services: {
        ...services,
        [WEB]: {
          ...web, ...settingsWith(mark, web),
          variables: { ...(web['variables'] as Answer), ...variables, SEALED: { value: mark.text, isSealed: true }, MADE: { value: `\${{${mark.word}.URL}}`, generator: mark.text } },
        },
      },
    },
  };
}

/** Values of variables, the secret plain, quoted, encoded, in addresses, and under names whose values are kept in some forms. */
function valuesWith({ text, encoded, base64, word }: Mark): Readonly<Record<string, string>> {
  return {
    SECRET_KEY: `"${text}"`, API_TOKEN: text, PADDED: ` ${text}\n`, SINGLE: `'${text}'`, ENCODED: base64, AUTHORIZATION: `Basic ${base64}`, HEX: Buffer.from(text).toString('hex'),
    PRIVATE_KEY: `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`, JSON_CREDENTIALS: JSON.stringify({ private_key: text }),
    MAIN_DATABASE_URL: `postgres://shop:${encoded}@ballast.proxy.rlwy.net:31337/railway?sslmode=require&password=${encoded}`, REDIS_URL: `redis://:${text}@redis.railway.internal:6379/0`,
    TCP_URL: `tcp://${word}.proxy.rlwy.net:15432`, HOST_ALONE: `${word}.railway.internal:5432`, HOOK_URL: `https://hooks.example.com/services/${word}?key=${encoded}#${word}`, SCHEME: `${word}://host`,
    MIXED: `\${{Postgres.PGUSER}}:${text}@\${{Postgres.PGHOST}}`, OWN_WORD: `\${{${word}}}`, FUNCTION: `\${{secret(32, "${word}")}}`,
    PORT: word, GUNICORN_CMD_ARGS: `--workers 4 --name ${word}`, NODE_OPTIONS: `--max-old-space-size=512 --require ${word}`, DJANGO_SETTINGS_MODULE: word, FLASK_APP: `${word}:app`,
    NODE_ENV: word, RAILPACK_PACKAGES: `node@20 ${word}`, PYTHON_VERSION: `3.12.${word}`, RAILWAY_DOCKERFILE_PATH: `docker/${word}/Dockerfile`, DB_POOL_SIZE: word, LOG_LEVEL: word,
  };
}

/** Commands, paths and sources that hold it, and what is never copied. */
function settingsWith({ text, encoded, word }: Mark, web: Answer): Answer {
  return {
    source: { repo: `https://x-access-token:${encoded}@github.com/ada/shop`, branch: `token-${word}`, image: `https://ada:${encoded}@registry.example.com/shop:1`, commitSha: word },
    networking: { ...(web['networking'] as Answer), privateNetworkEndpoint: word },
    build: { ...(web['build'] as Answer), buildCommand: `NPM_TOKEN='${text}' npm ci --//packages.example.test/:_authToken=${word}`, nixpacksPlan: { variables: { KEY: text } } },
    deploy: {
      ...(web['deploy'] as Answer), startCommand: `API_KEY='${text}' gunicorn shop.wsgi --workers 4 --api-key '${text}' --bind 0.0.0.0:$PORT --tag ${word}`,
      preDeployCommand: [`curl -H "Authorization: Bearer ${word}" -u ada:${encoded} https://ada:${encoded}@example.com/`], healthcheckPath: `/health?token=${encoded}`,
      registryCredentials: { username: text, password: text },
    },
    description: text, parentServiceId: word,
  };
}

/** The secret in what comes with a deployment. */
function statusWith({ text }: Mark): unknown {
  return JSON.parse(JSON.stringify(answer('status.json')), (key, value: unknown) => {
    if (key === 'latestDeployment' && typeof value === 'object' && value !== null) return { ...value, meta: { variables: { SECRET: text } } };
    return key === 'startCommand' ? `app --token '${text}'` : value;
  });
}

/** The secret in what a plan says of values; its summaries name what changes, and no value. */
function planWith({ text, encoded }: Mark): unknown {
  return JSON.parse(JSON.stringify(answer('config-plan.json')), (key, value: unknown) => {
    if (key === 'details' && Array.isArray(value)) return [...value, `deploy.preDeployCommand ("curl https://ada:${encoded}@example.com/" \u2192 null)`, `env.SECRET_KEY ("${text}" \u2192 "")`];
    return key === 'startCommand' || key === 'diff' ? `app --token '${text}'` : value;
  });
}

/** Answers that are JSON and have the secret where something else belongs. */
export function oddPlatforms(mark: Mark): readonly DoubleState[] {
  const { status, config } = platformWith(mark);
  const services = (config as Answer)['services'] as Readonly<Record<string, Answer>>;
  const withWeb = (web: unknown): unknown => ({ ...(config as Answer), services: { ...services, [WEB]: web } });
  return [
    { status, config: mark.text }, { status, config: { services: mark.text } }, { status, config: withWeb(mark.text) }, { status, config: { services: { [mark.word]: mark.text } } },
    { status, config: withWeb({ ...services[WEB], variables: { [mark.word]: mark.text } }) }, { status, config: withWeb({ ...services[WEB], deploy: { multiRegionConfig: { [mark.word]: 'x' } } }) },
  ];
}
