import type { Class, Decorator, Expression } from 'oxc-parser';
import type { CodeProject } from '../project/code-project.ts';
import type { QueuePart } from '../../../model/facts/tasks.ts';
import type { Module, Site } from '../syntax/module.ts';
import { argumentAt, keyName, memberName, unwrap } from '../syntax/tree.ts';
import { decoratorOf } from '../web/nest.ts';
import { nestQueues, queueKey } from './nest-queues.ts';

/** The queue that a call is made on, where Nest hands it to the class: `@InjectQueue('mail') private readonly queue: Queue`. */
export function injectedQueue(project: CodeProject, { module, node }: Site): QueuePart | undefined {
  const callee = unwrap(node.callee);
  const receiver = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  const field = receiver?.type === 'MemberExpression' && receiver.object.type === 'ThisExpression' ? memberName(receiver) : undefined;
  if (field === undefined || !module.sources.includes('@nestjs/bullmq')) return undefined;
  const owner = module.classes.findLast((each) => each.node.start <= node.start && node.end <= each.node.end)?.node;
  const name = owner === undefined ? undefined : injectedName(project, module, owner, field);
  return name === undefined ? undefined : nestQueues(project).get(queueKey(project, module, name));
}

function injectedName(project: CodeProject, module: Module, owner: Class, field: string): Expression | undefined {
  const decorator = decoratorOf(project, module, decoratorsOf(owner, field), '@nestjs/bullmq#InjectQueue');
  return decorator?.expression.type === 'CallExpression' ? argumentAt(decorator.expression, 0) : undefined;
}

/** Decorators of a field, and of the parameter of the constructor that makes it. */
function decoratorsOf({ body }: Class, field: string): readonly Decorator[] {
  return body.body.flatMap((element): readonly Decorator[] => {
    if (element.type === 'PropertyDefinition') return keyName(element.key, element.computed) === field ? element.decorators : [];
    if (element.type !== 'MethodDefinition' || element.kind !== 'constructor') return [];
    return element.value.params.flatMap((parameter) =>
      (parameter.type === 'TSParameterProperty' && parameter.parameter.type === 'Identifier' && parameter.parameter.name === field ? parameter.decorators : []));
  });
}
