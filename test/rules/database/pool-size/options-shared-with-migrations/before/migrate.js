import { Client } from 'pg';

export async function migrate(options) {
  const client = new Client(options);
  await client.connect();
  await client.query('create table if not exists ships (name text)');
  await client.end();
}
