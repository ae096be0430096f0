import * as railway from 'railway/iac'

export default railway.defineRailway(ctx => {
	const live = ctx.environment === 'production'
	const web = railway.service('ledger')
	return railway.project('ledger', { resources: [web] })
})