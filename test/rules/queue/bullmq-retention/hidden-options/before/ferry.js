import { Queue } from 'bullmq';
import { shared } from 'harbour-settings';

const tickets = new Queue('tickets', { ...shared });
export const order = (to) => tickets.add('order', { to });
