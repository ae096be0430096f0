import express from 'express'

const app = express()
app.use(express.json())

app.get('/stock', async (request, response) => {
	const start = Date.now()
	console.log(`fetched in ${Date.now() - start} ms`)
	response.json([])
})
app.listen(process.env.PORT)
