/** Modules of FastAPI whose names are those of Starlette. https://fastapi.tiangolo.com/reference/responses/ */
const AGAIN = /^fastapi\.(?:requests|responses|middleware(?:\.\w+)?|staticfiles|templating|testclient|websockets)$/;
/** Names of Starlette that `fastapi` itself has. https://fastapi.tiangolo.com/reference/request/ */
const AT_THE_TOP: Readonly<Record<string, string>> = { Request: 'starlette.requests', Response: 'starlette.responses', WebSocket: 'starlette.websockets' };

/** True where a module gives the very object that is wanted: its own module, or FastAPI's that passes it on. */
export function givesSame(module: string | undefined, { from, name }: { readonly from: string; readonly name: string }): boolean {
  if (module === undefined || module === from) return module === from;
  return module === 'fastapi' ? AT_THE_TOP[name] === from : AGAIN.test(module) && module.replace(/^fastapi/, 'starlette') === from;
}
