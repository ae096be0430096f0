import express from 'express';
import pg from "pg"
const pool = new pg.Pool({ max: 5 })

const app = express();
app.post('/transfer', async (req, res) => {
	const client = await pool.connect()
	try {
		await client.query("begin") // nobody else may write
		await client.query({ text: "update accounts set balance = balance - $1", values: [req.body.amount] })
		await client.query("commit")
		res.sendStatus(204)
	} catch (error) {
		await client.query("rollback")
		res.sendStatus(500)
	} finally {
		client.release()
	}
})

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
