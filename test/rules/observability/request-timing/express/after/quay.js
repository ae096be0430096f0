import express from 'express'

const app = express()

{
	// Percentiles of the last 60 seconds, one line of log. Each process knows its own requests only.
	let times = new Array()
	let since = performance.now()
	app.use((_request, response, next) => {
		const started = performance.now()
		response.once('close', () => {
			times.push(performance.now() - started)
			if (performance.now() - since < 60 * 1000) return
			const ordered = times.sort((a, b) => a - b)
			const [p50_ms, p95_ms, p99_ms] = [0.5, 0.95, 0.99].map((part) => Math.round(ordered[Math.floor((ordered.length - 1) * part)]))
			console.log(JSON.stringify({ level: 'info', message: 'request timing', process: process.pid, requests: ordered.length, p50_ms, p95_ms, p99_ms }))
			times = new Array()
			since = performance.now()
		})
		next()
	})
}

app.use(express.json())

app.get('/stock', async (request, response) => {
	const start = Date.now()
	console.log(`fetched in ${Date.now() - start} ms`)
	response.json([])
})
app.listen(process.env.PORT)
