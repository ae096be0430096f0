import express from 'express'

const app = express()
app.set('view engine', 'ejs')
app.get('/', (request, response) => response.render('home'))
app.listen(process.env.PORT)
