/** Runs something with these variables of the environment, undefined for none; afterwards all is as before. */
export async function withEnvironment<T>(variables: Readonly<Record<string, string | undefined>>, act: () => Promise<T>): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  assign(Object.entries(variables));
  try {
    return await act();
  } finally {
    assign(before);
  }
}

function assign(entries: readonly (readonly [string, string | undefined])[]): void {
  for (const [name, value] of entries) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
