/** A text as YAML writes it in double quotes, whose escapes are those of JSON; bare where it can mean nothing else. */
export function quotedYaml(text: string): string {
  return /^[A-Za-z][\w/-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) ? text : JSON.stringify(text);
}
