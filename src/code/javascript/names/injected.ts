import type { Class, Node } from 'oxc-parser';
import { lookUp } from '../syntax/module.ts';
import type { Binding, Module } from '../syntax/module.ts';

/** What the constructor of a class is handed for a field of that name, by the name of its type: `constructor(private readonly users: UsersService)`. */
export function injectedType(module: Module, owner: Class, name: string): Binding | undefined {
  for (const element of owner.body.body) {
    if (element.type !== 'MethodDefinition' || element.kind !== 'constructor') continue;
    for (const parameter of element.value.params) {
      if (parameter.type !== 'TSParameterProperty' || parameter.parameter.type !== 'Identifier' || parameter.parameter.name !== name) continue;
      const type = typeOf(parameter.parameter);
      return type === undefined ? undefined : lookUp(module, type, owner.start);
    }
  }
  return undefined;
}

function typeOf(parameter: Extract<Node, { type: 'Identifier' }> & { readonly typeAnnotation?: { readonly typeAnnotation: Node } | null }): string | undefined {
  const type = parameter.typeAnnotation?.typeAnnotation;
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName.name : undefined;
}
