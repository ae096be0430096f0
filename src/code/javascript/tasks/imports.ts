import type { QueueImport } from '../../../model/facts/tasks.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { textOf } from '../syntax/tree.ts';
import { importersOf } from './calls.ts';

const LIBRARY = 'pg-boss';

/** How pg-boss comes in: its default export is gone since version 11. */
export function readQueueImports(project: CodeProject): QueueImport[] {
  return importersOf(project, LIBRARY).flatMap((module) => [...imported(module), ...required(module)]);
}

function imported(module: Module): readonly QueueImport[] {
  return module.program.body.flatMap((statement): readonly QueueImport[] => {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== LIBRARY) return [];
    const isType = statement.importKind === 'type';
    return statement.specifiers.map((specifier) => ({
      at: codeFact('queue.import', { module, node: statement }), library: LIBRARY, isType,
      imported: specifier.type === 'ImportDefaultSpecifier' ? 'default' : specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported),
    }));
  });
}

const nameOf = (name: { readonly type: string; readonly name?: string; readonly value?: unknown }): string => name.name ?? String(name.value);

/** `const PgBoss = require('pg-boss')`; taken apart it is a name of it. */
function required(module: Module): readonly QueueImport[] {
  return module.sites.flatMap(({ node, path }): readonly QueueImport[] => {
    const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require' && textOf(node.arguments[0]) === LIBRARY;
    const above = path.up?.node;
    if (!isRequire || above?.type !== 'VariableDeclarator' || path.up?.up === undefined) return [];
    const whole = above.id.type === 'Identifier';
    return [{ at: codeFact('queue.import', { module, node: path.up.up.node }), library: LIBRARY, imported: whole ? 'default' : 'PgBoss', isType: false }];
  });
}
