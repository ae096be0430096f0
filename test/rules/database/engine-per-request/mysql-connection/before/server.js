import express from "express";
import { createConnection } from "mysql2/promise";

const ferry = express();
ferry.get("/ships", async (request, response, next) => {
	const connection = await createConnection(process.env.MYSQL_URL);
	const [ships] = await connection.execute("select * from ships");
	await connection.end();
	response.json(ships);
});
ferry.listen(process.env.PORT);
