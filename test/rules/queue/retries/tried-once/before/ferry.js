import { Queue } from 'bullmq';

const tickets = new Queue('tickets', {
  connection: { url: process.env.REDIS_URL },
  defaultJobOptions: { removeOnComplete: 1000, removeOnFail: 5000 },
});
export const order = (to) => tickets.add('order', { to });
