import express from 'express';
import pg from "pg"
const pool = new pg.Pool({ max: 5 })

const app = express();
app.post('/transfer', async (req, res) => {
	try {
		await pool.query("begin") // nobody else may write
		await pool.query({ text: "update accounts set balance = balance - $1", values: [req.body.amount] })
		await pool.query("commit")
		res.sendStatus(204)
	} catch (error) {
		await pool.query("rollback")
		res.sendStatus(500)
	}
})

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
