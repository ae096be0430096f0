import { Queue } from 'bullmq';

const tickets = new Queue('tickets', { connection: { url: process.env.REDIS_URL } });
await tickets.upsertJobScheduler('nightly', { pattern: '0 3 * * *' }, { name: 'order', opts: { attempts: 3 } });
export const order = (to) => tickets.add('order', { to }, { attempts: 3 });
