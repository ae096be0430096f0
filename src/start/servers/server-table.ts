import { baseName } from '../../model/files.ts';
import type { Program } from '../program.ts';

/** What is known of a server by its name. */
export interface ServerRow {
  /** Name of the program; `manage.py` and `artisan` are files that an interpreter runs. */
  readonly program: string;
  /** The first word after it, where that decides. */
  readonly subcommand?: RegExp;
  readonly purpose: 'server' | 'worker';
  /** Value of start.server; the program's name when not given. */
  readonly server?: string;
  readonly kind: 'web' | 'worker' | 'cron' | 'static';
  /** A server that its own documentation says is for development, with the page. */
  readonly development?: string;
  /** It watches files and restarts. */
  readonly reload?: boolean;
}

const web = (program: string, more: Partial<ServerRow> = {}): ServerRow => ({ program, purpose: 'server', kind: 'web', ...more });
const worker = (program: string, subcommand?: RegExp, kind: 'worker' | 'cron' = 'worker'): ServerRow =>
  subcommand === undefined ? { program, purpose: 'worker', kind } : { program, purpose: 'worker', kind, subcommand };

/** Servers and workers by name; the first row that fits counts. */
const SERVERS: readonly ServerRow[] = [
  web('gunicorn'), web('uvicorn'), web('hypercorn'), web('granian'), web('daphne'), web('waitress'), web('uwsgi'),
  web('flask', { subcommand: /^run$/, development: 'https://flask.palletsprojects.com/en/stable/deploying/' }),
  web('fastapi', { subcommand: /^dev$/, server: 'uvicorn', development: 'https://fastapi.tiangolo.com/fastapi-cli/#fastapi-dev', reload: true }),
  web('fastapi', { subcommand: /^run$/, server: 'uvicorn' }),
  web('manage.py', { subcommand: /^(runserver|runserver_plus|runsslserver)$/, server: 'django', reload: true, development: 'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver' }),
  web('django-admin', { subcommand: /^runserver$/, server: 'django', reload: true, development: 'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver' }),
  web('http.server', { development: 'https://docs.python.org/3/library/http.server.html' }),
  web('streamlit', { subcommand: /^run$/ }), web('chainlit', { subcommand: /^run$/ }), web('gradio'), web('panel', { subcommand: /^serve$/ }), web('bokeh', { subcommand: /^serve$/ }),
  web('voila'), web('flower'), web('pserve'), web('jupyter'), web('jupyter-lab'), web('mlflow', { subcommand: /^(server|ui)$/ }), web('prefect', { subcommand: /^server$/ }), web('dagster-webserver'),
  web('litestar', { subcommand: /^run$/ }), web('sanic'), web('robyn'), web('reflex', { subcommand: /^run$/ }), web('quart', { subcommand: /^run$/, development: 'https://quart.palletsprojects.com/en/latest/tutorials/deployment.html' }),
  web('superset', { subcommand: /^run$/ }), web('airflow', { subcommand: /^(webserver|api-server|standalone)$/ }), web('twistd'), web('twist'), web('mkdocs', { subcommand: /^serve$/, development: 'https://www.mkdocs.org/user-guide/deploying-your-docs/' }),
  web('langgraph', { subcommand: /^(dev|up)$/ }), web('mcp', { subcommand: /^run$/ }), web('rasa', { subcommand: /^run$/ }), web('vllm', { subcommand: /^serve$/ }),
  web('next', { subcommand: /^start$/ }),
  web('next', { development: 'https://nextjs.org/docs/app/api-reference/cli/next#next-dev-options', reload: true, subcommand: /^(dev|-.*)?$/ }),
  web('nuxt', { subcommand: /^(start|preview)$/ }), web('nuxt', { subcommand: /^dev$/, reload: true, development: 'https://nuxt.com/docs/api/commands/dev' }),
  web('nuxi', { subcommand: /^preview$/, server: 'nuxt' }), web('nuxi', { subcommand: /^dev$/, server: 'nuxt', reload: true, development: 'https://nuxt.com/docs/api/commands/dev' }),
  web('nest', { subcommand: /^start$/ }), web('vite', { subcommand: /^preview$/, development: 'https://vite.dev/guide/cli#vite-preview' }),
  web('vite', { subcommand: /^(dev|serve|-.*)?$/, reload: true, development: 'https://vite.dev/guide/cli#dev-server' }),
  web('astro', { subcommand: /^(dev|preview)$/, development: 'https://docs.astro.build/en/reference/cli-reference/#astro-preview' }),
  web('ng', { subcommand: /^(serve|s)$/, reload: true, development: 'https://angular.dev/cli/serve' }),
  web('react-scripts', { subcommand: /^start$/, reload: true, development: 'https://create-react-app.dev/docs/available-scripts/#npm-start' }),
  web('webpack', { subcommand: /^serve$/, reload: true, development: 'https://webpack.js.org/configuration/dev-server/' }),
  web('webpack-dev-server', { reload: true, development: 'https://webpack.js.org/configuration/dev-server/' }),
  web('vue-cli-service', { subcommand: /^serve$/, reload: true, development: 'https://cli.vuejs.org/guide/cli-service.html#vue-cli-service-serve' }),
  web('gatsby', { subcommand: /^(develop|serve)$/, development: 'https://www.gatsbyjs.com/docs/reference/gatsby-cli/' }),
  web('remix-serve'), web('react-router-serve'), web('remix', { subcommand: /^(dev|vite:dev)$/, reload: true, development: 'https://remix.run/docs/en/main/other-api/dev' }),
  web('react-router', { subcommand: /^dev$/, reload: true, development: 'https://reactrouter.com/other-api/dev' }),
  web('strapi', { subcommand: /^start$/ }), web('strapi', { subcommand: /^(develop|dev)$/, reload: true, development: 'https://docs.strapi.io/cms/cli' }),
  web('medusa', { subcommand: /^start$/ }), web('medusa', { subcommand: /^develop$/, reload: true, development: 'https://docs.medusajs.com/resources/medusa-cli/commands/develop' }), web('directus', { subcommand: /^start$/ }), web('keystone', { subcommand: /^start$/ }), web('payload'), web('blitz', { subcommand: /^start$/ }), web('redwood'),
  web('wrangler', { subcommand: /^(dev|pages)$/, development: 'https://developers.cloudflare.com/workers/wrangler/commands/#dev' }), web('n8n'), web('json-server', { development: 'https://github.com/typicode/json-server#readme' }), web('vinxi', { subcommand: /^start$/ }),
  web('nodemon', { server: 'node', reload: true, development: 'https://github.com/remy/nodemon#nodemon' }),
  web('ts-node-dev', { server: 'node', reload: true, development: 'https://github.com/wclr/ts-node-dev#readme' }),
  web('pm2-runtime', { server: 'pm2' }), web('pm2', { subcommand: /^start$/ }), web('supervisord'), web('circusd'), web('honcho', { subcommand: /^start$/ }), web('foreman', { subcommand: /^start$/ }), web('overmind'),
  { program: 'serve', purpose: 'server', kind: 'static' }, { program: 'http-server', purpose: 'server', kind: 'static' }, { program: 'sirv', purpose: 'server', kind: 'static' },
  web('nginx'), web('caddy'), web('httpd'), web('httpd-foreground', { server: 'httpd' }), web('apache2-foreground'), web('apachectl'), web('frankenphp'), web('rr'), web('haproxy'), web('traefik'),
  web('artisan', { subcommand: /^serve$/, server: 'php', development: 'https://www.php.net/manual/en/features.commandline.webserver.php' }),
  web('artisan', { subcommand: /^octane:/, server: 'octane' }), web('heroku-php-apache2'), web('heroku-php-nginx'), web('php-fpm'), web('php', { subcommand: /^-S/, development: 'https://www.php.net/manual/en/features.commandline.webserver.php' }),
  web('rails', { subcommand: /^(s|server)$/, server: 'puma' }), web('puma'), web('unicorn'), web('unicorn_rails', { server: 'unicorn' }), web('thin'), web('rackup'), web('falcon'), web('passenger'), web('thrust', { server: 'puma' }),
  web('java'), web('dotnet'), web('mix', { subcommand: /^phx\.server$/, server: 'phoenix' }), web('iex'),
  worker('celery', /^.*beat$/, 'cron'), worker('celery'), worker('rq'), worker('rqworker'), worker('rqscheduler', undefined, 'cron'), worker('arq'), worker('dramatiq'), worker('huey_consumer'), worker('huey_consumer.py'),
  worker('taskiq', /^worker$/), worker('taskiq', /^scheduler$/, 'cron'), worker('procrastinate', /^worker$/), worker('faust'), worker('saq'), worker('litestar', /^workers$/), worker('streaq'), worker('prefect', /^worker$/), worker('airflow', /^(worker|scheduler|celery)$/), worker('dagster-daemon'), worker('rasa', /^actions$/),
  worker('manage.py', /^(qcluster|rqworker|celery|db_worker|process_tasks|run_huey|rundramatiq|runworker|rqscheduler|process_outbox|crontab|runapscheduler)$/), worker('sidekiq'), worker('rake', /^(jobs:work|resque:work|solid_queue:start)$/), worker('delayed_job'), worker('resque'), worker('good_job'), worker('solid_queue'),
  worker('artisan', /^(queue:work|queue:listen|horizon)$/), worker('artisan', /^schedule:(work|run)$/, 'cron'), worker('graphile-worker'), worker('scrapy'), worker('temporal'), worker('supercronic', undefined, 'cron'), worker('crond', undefined, 'cron'), worker('cron', undefined, 'cron'),
];

/** The row of a program, by its name and first plain word. */
export function serverRowOf(program: Program): ServerRow | undefined {
  const name = program.file === undefined ? program.name : baseName(program.file.text);
  if (program.file !== undefined && name !== 'manage.py' && name !== 'artisan' && name !== 'manage') return undefined;
  const php = name === 'php' ? program.args.findIndex((word) => baseName(word.text) === 'artisan') : -1;
  const args = php === -1 ? program.args : program.args.slice(php + 1);
  const wanted = php === -1 ? (name === 'manage' ? 'manage.py' : name) : 'artisan';
  return SERVERS.find((row) => row.program === wanted && matchesSubcommand(row, args.map((word) => word.text)));
}

function matchesSubcommand(row: ServerRow, words: readonly string[]): boolean {
  if (row.subcommand === undefined) return true;
  const pattern = row.subcommand;
  if (row.program === 'celery') return words.includes('beat');
  if (/^(flask|quart|litestar)$/.test(row.program)) return words.some((word) => pattern.test(word));
  const first = row.program === 'php' ? words.find((word) => word.startsWith('-S')) : row.program === 'vite' || row.program === 'next' ? words[0] : words.find((word) => !word.startsWith('-'));
  return pattern.test(first ?? '');
}
