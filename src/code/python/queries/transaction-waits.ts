import type { TransactionWait } from '../../../model/facts/queries.ts';
import { blockingName } from '../blocking-calls.ts';
import { instanceOf } from '../instances.ts';
import { externalName } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { begunByQuery } from './begun-by-query.ts';
import { transactionAround } from './transactions.ts';

/** Functions and classes of libraries whose call goes to another server. */
const OUTSIDE = /^(requests|httpx|aiohttp)\.(.*\.)?(get|post|put|patch|delete|head|request|send)$|^urllib\.request\.urlopen$|^stripe\.(.*\.)?(create|retrieve|modify|capture|confirm|refund|list|cancel)$|^django\.core\.mail\.(send_mail|send_mass_mail|mail_admins)$|^smtplib\.SMTP/;
const CLIENTS = /^(requests\.(sessions\.)?[Ss]ession|httpx\.(Async)?Client|aiohttp\.ClientSession|smtplib\.SMTP(_SSL)?|openai\.(Async)?(Azure)?OpenAI|anthropic\.(Async)?Anthropic|boto3\.client|sendgrid\.SendGridAPIClient|twilio\.rest\.Client|stripe\.StripeClient)$/;
const ASKS = /^(get|post|put|patch|delete|head|request|send|send_message|sendmail|create|parse|put_object|get_object|upload_file|upload_fileobj|publish|send_email|invoke_model)$/;

/** Calls to other servers that a transaction waits for. */
export function transactionWaits(program: Program): readonly TransactionWait[] {
  return [...callsOf(program)].flatMap((site): readonly TransactionWait[] => {
    const call = outsideName(program, site);
    if (call === undefined || site.deferred) return [];
    const written = transactionAround(program, site);
    const transaction = written ?? begunByQuery(program, site);
    if (transaction === undefined) return [];
    const { scope, within, served } = scopeOf(program, site);
    return served ? [{ at: shown('call', site.place.file, site.call.range), call, transaction, scope, within, ...(written === undefined ? { isBegunByQuery: true } : {}) }] : [];
  });
}

function outsideName(program: Program, site: CallSite): string | undefined {
  const { callee } = site.call;
  if (callee.kind !== 'attribute' && callee.kind !== 'name') return undefined;
  if (!ASKS.test(callee.name) && !/^(urlopen|send_mail|send_mass_mail|mail_admins|retrieve|modify|capture|confirm|refund|cancel)$/.test(callee.name)) return undefined;
  const external = externalName(program, callee, site.place);
  if (external !== undefined) return OUTSIDE.test(external) ? external : undefined;
  const blocking = blockingName(program, site);
  if (blocking !== undefined && CLIENTS.test(blocking.slice(0, blocking.lastIndexOf('.')))) return blocking;
  let object = callee.kind === 'attribute' ? callee.object : undefined;
  while (object !== undefined) {
    const library = instanceOf(program, object, site.place)?.library;
    if (library !== undefined) return CLIENTS.test(library) ? `${library}.${callee.name}` : undefined;
    object = object.kind === 'attribute' ? object.object : undefined;
  }
  return undefined;
}
