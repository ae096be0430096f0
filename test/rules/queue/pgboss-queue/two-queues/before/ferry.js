import PgBoss from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL);
boss.on('error', (error) => console.error(error));

async function main() {
	await boss.start();
	await boss.work(TICKETS, async ([job]) => console.log(job.id));
	await boss.work("send-refunds", { pollingIntervalSeconds: 30 }, async ([job]) => console.log(job.id));
}

const TICKETS = 'send-tickets'
main();
