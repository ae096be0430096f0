/** For pages and for the server that renders them. */
export const ask = async (method, path) => {
  const answer = await fetch(process.env.PUBLIC_API + path, { method, credentials: 'include' });
  return answer.json();
};
