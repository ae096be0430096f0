import * as railway from 'railway/iac'

export default railway.defineRailway(ctx => {
	const live = ctx.environment === 'production'
	const web = railway.service('ledger', {
		start: "python -m ledger 'one'",
		deploy: {
			// the rest waits
			overlapSeconds: live ? 40 : undefined,
		},
	})
	const cron = railway.service('cron', {
		start: 'python -m ledger.nightly',
		deploy: { cronSchedule: '0 4 * * *' },
	})

	return railway.project('ledger', { resources: [web, cron] })
})