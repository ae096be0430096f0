import express from 'express'

const app = express()

app.use((_request, response, next) => {
  response.set({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Strict-Transport-Security': 'max-age=31536000',
  })
  next()
})

app.set('view engine', 'ejs')
app.get('/', (request, response) => response.render('home'))
app.listen(process.env.PORT)
