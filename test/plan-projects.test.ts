import { execFileSync } from 'node:child_process';
import { mkdtempSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import type { Report } from '../src/report.ts';
import { scan } from '../src/scan.ts';
import { PYTHON, WITHOUT_PYTHON } from './support/real-tools.ts';

/** Three plan documents as projects: what they say is wrong before their measures is found, and so is what their measures get wrong. */
const AS_OF = '2026-11-26';

/** A fault, the rule that finds it, and what its message must say. */
type Fault = readonly [fault: string, rule: string, message: RegExp];

const PROJECTS: Readonly<Record<string, readonly Fault[]>> = {
  'webhook-before': [
    ['a connection for each webhook', 'database/engine-per-request', /connect opens a new SQLAlchemy engine .* for each request/],
    ['a synchronous session in the way of the loop', 'async/blocking-call', /process_webhook_sync stops every request .* sqlalchemy\.orm\.Session/],
    ['a session that is not closed', 'database/session-closed', /SessionLocal|process_webhook_sync/],
    ['no index on user_id', 'schema/foreign-key-index', /broker_accounts has no index that begins with user_id/],
    ['no index on orders', 'schema/foreign-key-index', /orders has no index that begins with user_id or account_id/],
    ['no index on webhooks', 'schema/foreign-key-index', /webhooks has no index that begins with user_id/],
    ['a key for idempotency that two deliveries take at once', 'redis/idempotency', /with GET and writes it later with SETEX/],
    ['a mark that is gone before the sender tries again', 'redis/short-idempotency', /after 1 second/],
    ['connections that are handed out unseen', 'database/pool-liveness', /without a look/],
    ['a limit that renews itself', 'redis/rate-window', /rate_limit/],
  ],
  'webhook-after': [
    ['arguments of the pool in the address', 'database/driver-arguments', /asyncpg refuses pool_size, max_overflow, pool_pre_ping, pool_recycle/],
    ['keepalives of libpq given to asyncpg', 'database/driver-arguments', /asyncpg refuses keepalives_idle, keepalives_interval and keepalives_count in connect_args/],
    ['80 connections of a process', 'database/connection-budget', /can open 95 connections, 80 of them/],
    ['a second engine', 'database/several-engines', /engine/],
    ['an order that is lost in the pipeline', 'redis/pipeline-decision', /idempotency|rate_limit/],
    ['accounts that are loaded and asked for again', 'query/eager-loading', /broker_accounts/],
    ['indexes CONCURRENTLY in a transaction', 'schema/index-in-transaction', /CONCURRENTLY/],
    ['jit off', 'database/jit', /JIT/],
    ['lower bounds as the latest releases', 'build/pinned-dependencies', /7 of 7 dependencies .* have no exact version/],
    ['an index that the three new ones leave out', 'schema/foreign-key-index', /orders has no index that begins with account_id/],
    ['a limit that renews itself', 'redis/rate-window', /rate_limit/],
    ['a mark that is gone before the sender tries again', 'redis/short-idempotency', /after 1 second/],
    ['the second engine without a look at its connections', 'database/pool-liveness', /without a look/],
    ['a worker that nobody starts', 'start/procfile-processes', /worker of the Procfile is started by no service/],
  ],
  'wallet-before': [
    ['a commit for each transaction', 'query/commit-in-loop', /deposit/],
    ['no index on user_id', 'schema/foreign-key-index', /wallets has no index that begins with user_id/],
    ['no index on wallet_id', 'schema/foreign-key-index', /transactions has no index that begins with wallet_id/],
    ['the customer waits for the chain and the mail', 'http/timeout', /2 requests with requests wait for ever/],
    ['a wallet that is read for each deposit', 'query/query-in-loop', /deposit asks the database, and is called for each item/],
    ['an engine for each request', 'database/engine-per-request', /get_db opens a new SQLAlchemy engine/],
    ['updates that are lost', 'query/lost-update', /deposit reads balance/],
    ['withdrawals that are lost', 'query/lost-update', /withdraw reads balance/],
    ['calls of others inside of a transaction', 'query/transaction-calls', /withdraw waits for requests\.post inside a transaction that a query began/],
  ],
  'wallet-after': [
    ['120 connections', 'database/connection-budget', /can open 120 connections/],
    ['an index that repeats the beginning of another, of wallets', 'schema/redundant-index', /idx_wallets_user_id/],
    ['an index that repeats the beginning of another, of transactions', 'schema/redundant-index', /idx_transactions_wallet_id/],
    ['an index that repeats a constraint', 'schema/duplicate-index', /idx_users_email repeats the unique constraint/],
    ['indexes that lock writes', 'schema/index-lock', /writes to transactions wait until the indexes/],
    ['a wallet for each row of the batch', 'query/query-in-loop', /batch_deposit/],
    ['updates that are lost in the batch', 'query/lost-update', /batch_deposit reads balance/],
    ['withdrawals that are lost', 'query/lost-update', /withdraw reads balance/],
    ['a withdrawal that waits for ever', 'http/timeout', /2 requests with requests wait for ever/],
    ['a withdrawal that nobody tries again', 'queue/retries', /process_withdrawal_async/],
    ['a withdrawal without a limit of time', 'queue/celery-time-limit', /process_withdrawal_async/],
    ['more threads than connections', 'database/thread-pool', /40 threads .* share 30 connections/],
    ['a worker that nobody starts', 'start/procfile-processes', /worker of the Procfile is started by no service/],
    ['a cached balance that decides', 'cache/decisions', /balance, which withdraw calls, looks up/],
    ['202 without a place to ask', 'queue/status-contract', /withdraw answers 202 without Location/],
    ['a task that is lost or sent twice', 'queue/celery-acks', /process_withdrawal_async/],
  ],
  'holdings-before': [
    ['snapshots that are emptied and built again', 'query/table-rebuild', /top_wallets_snapshot|editions_snapshot/],
    ['readers see them empty', 'query/visible-rebuild', /top_wallets_snapshot|editions_snapshot/],
    ['the ETL in the process of the API', 'queue/etl-in-web', /by the clock of the process that serves/],
    ['queries planned by what the tables held before', 'query/analyze-after-load', /top_wallets_snapshot|editions_snapshot/],
    ['rows that are inserted one by one', 'query/insert-in-loop', /runETL/],
    ['no index on what is joined', 'schema/foreign-key-index', /wallet_holdings has no index that begins with wallet_address or nft_id/],
    ['a pool whose errors nobody hears', 'database/pool-errors', /nobody listens/],
    ['waiting without end', 'database/connection-timeout', /without limit/],
  ],
  'holdings-after': [
    ['an index that repeats the beginning of another', 'schema/redundant-index', /idx_wallet_holdings_wallet_address/],
    ['an index that repeats a key', 'schema/duplicate-index', /idx_wallet_profiles_address/],
    ['an index that includes what each run rewrites', 'schema/covering-index', /idx_wallet_summary_covering/],
    ['a view that cannot be refreshed', 'schema/view-refresh', /editions_snapshot/],
    ['a statement that PostgreSQL does not know', 'schema/partitioning', /ALTER TABLE wallet_holdings PARTITION BY/],
    ['rows that are missing for a while', 'query/delete-before-upsert', /top_wallets_snapshot/],
    ['connections that are not warm', 'database/idle-minimum', /min: 2/],
    ['a pool whose errors nobody hears', 'database/pool-errors', /nobody listens/],
    ['a cache that grows for ever', 'cache/unbounded', /cache/],
    ['a cache of each instance', 'cache/process-local', /cache/],
    ['a queue that nobody made', 'queue/pgboss-queue', /etl-full-refresh/],
    ['a handler that gets a list', 'queue/pgboss-handler', /job/],
    ['errors of the queue that nobody hears', 'queue/pgboss-errors', /error/],
    ['several VACUUM in one text', 'schema/single-statement', /VACUUM is sent in one text with 3 other statements/],
    ['a weekly VACUUM', 'query/vacuum-schedule', /VACUUM|maintenance/],
    ['a budget that both pools share', 'database/connection-budget', /holdings and maintenance together can open 90 connections/],
    ['rows that are still inserted one by one', 'query/insert-in-loop', /runETL/],
    ['a queue that opens 10 connections of its own', 'database/pool-size', /2 processes open up to 10 connections/],
    ['all columns for each summary', 'query/select-star', /queries of requests take every column/],
  ],
};

/** Faults of the documents that no rule finds, each with the reason. One that is found moves up. */
const NOT_FOUND: Readonly<Record<string, readonly (readonly [fault: string, rule: string, message: RegExp, because: string])[]>> = {
  'webhook-before': [
    ['five calls of Redis', 'redis/pipeline', /process_webhook_old/, 'two of them decide: the pipeline of the plan loses orders, and redis/idempotency tells of that first'],
  ],
  'webhook-after': [
    ['an order that is read again after the commit', 'query/refresh', /refresh/, 'the session forgets its rows at a commit: without the refresh order.id would raise'],
    ['a limit of 5 s for every command', 'database/command-timeout', /command_timeout/, 'the migrations have an engine of their own'],
    ['two hours until a connection is renewed', 'database/pool-recycle', /7200/, 'the pool asks first, and then an age changes nothing with PostgreSQL'],
    ['a release of redis with a hole', 'redis/vulnerable-version', /redis/, 'a lower bound installs the newest release today'],
    ['a list as a queue', 'redis/list-queue', /webhook_orders|brpop/, 'the service starts web alone, and start/procfile-processes says that nobody starts the worker'],
    ['a pair as the job', 'redis/popped-tuple', /brpop|pair|key/, 'the same worker'],
    ['PGHOST and RAILWAY_ENVIRONMENT', 'platform/reserved-variables', /RAILWAY_ENVIRONMENT/, 'the rules read what files set, not what code reads'],
  ],
  'wallet-before': [
    ['a balance that is added up from all rows', 'query/fetch-all', /balance|Transaction/, 'a condition narrows the query to one wallet'],
  ],
  'wallet-after': [
    ['indexes on columns with few values', 'schema/low-cardinality-index', /status|type/, 'VARCHAR does not say how many values there are'],
    ['a replica that decides', 'database/replica-reads', /replica/i, 'the session of the replica comes by a parameter of the caller'],
  ],
  'holdings-after': [
    ['the ETL in the process of the API', 'queue/etl-in-web', /runETL|etl-full-refresh/, 'the rule knows timers, and pg-boss works by a queue'],
    ['batches that are dropped when one fails', 'async/gathered-failures', /fetchBatch|Promise\.all/, 'the promises are pushed one by one, which no list tells'],
  ],
};

describe.each(Object.entries(PROJECTS))('the faults of %s', (project, faults) => {
  const report = reportOf(project);
  it.each(faults)('are found: %s', async (_fault, rule, message) => {
    const found = (await report).services.flatMap(({ findings }) => findings).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.message)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
  it.each(NOT_FOUND[project] ?? [])('are not found, as the reason says: %s', async (_fault, rule, message) => {
    const messages = (await report).services.flatMap(({ findings }) => findings).filter((finding) => finding.rule === rule).map((finding) => finding.message);
    expect(messages).not.toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
});

async function reportOf(project: string): Promise<Report> {
  return (await scan(fileURLToPath(new URL(`./projects/${project}/`, import.meta.url)), { asOf: AS_OF })).report;
}

describe('the projects are programs (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  const environment = { ...process.env, DB_USER: 'a', DB_PASSWORD: 'b', DB_HOST: 'h', DB_NAME: 'n', DATABASE_URL: 'postgresql://h/a', REPLICA_DATABASE_URL: 'postgresql://h/b', REDIS_URL: 'redis://h' };

  test.skipIf(WITHOUT_PYTHON).each(['webhook-before', 'webhook-after', 'wallet-before', 'wallet-after'])('Python loads %s', (project) => {
    const folder = mkdtempSync(join(tmpdir(), 'optimize-plan-'));
    try {
      cpSync(new URL(`./projects/${project}/`, import.meta.url), folder, { recursive: true });
      execFileSync(PYTHON, ['-c', 'import app.main'], { cwd: folder, env: environment, stdio: 'pipe' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each(['holdings-before', 'holdings-after'])('Node reads %s', (project) => {
    const folder = fileURLToPath(new URL(`./projects/${project}/`, import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
    expect(files.length).toBeGreaterThan(4);
    for (const path of files) execFileSync(process.execPath, ['--check', path], { cwd: folder, stdio: 'pipe' });
  });
});
