import type { TransactionWait } from '../../../model/facts/queries.ts';
import { instanceOf } from '../names/instances.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { calledKeys, placeOf } from '../names/sites.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { transactionAround } from './transactions.ts';

/** What asks another server: a function of a library, or a method of its client. */
const FUNCTIONS = /^(?:axios#(?:get|post|put|patch|delete|head|request)?|got#(?:get|post|put|patch|delete)?|(?:global#fetch|node-fetch#|undici#(?:fetch|request)|cross-fetch#))$/;
const CLIENTS = /^(?:axios#create|nodemailer#createTransport|stripe#|openai#(?:OpenAI)?|@anthropic-ai\/sdk#|resend#Resend|@aws-sdk\/client-[\w-]+#\w+Client|twilio#|bullmq#Queue)$/;
const ASKS = /^(?:get|post|put|patch|delete|request|send|sendMail|create|retrieve|update|confirm|capture|cancel|parse|add)$/;

/** Calls to other servers that a transaction waits for. */
export function readTransactionWaits(project: CodeProject): TransactionWait[] {
  const waits: TransactionWait[] = [];
  const add = (site: Site, call: string): void => {
    const transaction = isAwaited(site) ? transactionAround(project, site) : undefined;
    if (transaction === undefined) return;
    const { scope, within } = listing(project, () => surroundingsOf(project, site));
    if (scope !== 'script') waits.push({ at: codeFact('call', placeOf(site)), call, transaction, scope, within });
  };
  for (const [key, sites] of calledKeys(project)) if (FUNCTIONS.test(key)) for (const site of sites) add(site, key.replace('global#', '').replace(/#$/, '').replace('#', '.'));
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      const name = clientCall(project, site);
      if (name !== undefined) add(site, name);
    }
  }
  return waits;
}

/** What is not waited for does not hold the transaction open. */
const isAwaited = ({ path }: Site): boolean => path.up?.node.type === 'AwaitExpression';

function clientCall(project: CodeProject, { module, node }: Site): string | undefined {
  const callee = unwrap(node.callee);
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || method === undefined || !ASKS.test(method)) return undefined;
  let object = unwrap(callee.object);
  for (let step = 0; step < 4; step += 1) {
    const instance = listing(project, () => instanceOf(project, module, object));
    if (instance?.kind === 'made') return instance.key !== undefined && CLIENTS.test(instance.key) ? `${instance.key.split('#')[0] ?? ''}.${method}` : undefined;
    if (object.type !== 'MemberExpression') return undefined;
    object = unwrap(object.object);
  }
  return undefined;
}
